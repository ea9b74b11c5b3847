//! The people of one site, by group and standing: an array whose size is known when it is compiled.
//!
//! Sites have room for a few more groups than there are, so that the people of one are a whole number of machine words and a sum
//! or a move of all of them is a handful of instructions. What may not change: nobody ever stands in the spare room.

/// People by group and standing.
pub(crate) type People<const G: usize, const S: usize> = [[u32; S]; G];

/// Numbers of groups for which a site may have room.
pub(crate) const ROOMS: [usize; 3] = [8, 16, 64];

/// The same where each group has standings, which fill a word together.
pub(crate) const ROOMS_WITH_STANDINGS: [usize; 3] = [6, 8, 16];

/// Nobody.
#[inline]
pub(crate) fn nobody<const G: usize, const S: usize>() -> People<G, S> {
    [[0; S]; G]
}

/// The people of a site among those of all sites.
#[inline]
pub(crate) fn at<const G: usize, const S: usize>(all: &[u32], site: usize) -> &People<G, S> {
    &all.as_chunks::<S>().0.as_chunks::<G>().0[site]
}

/// As [`at`], to be changed.
#[inline]
pub(crate) fn at_mut<const G: usize, const S: usize>(all: &mut [u32], site: usize) -> &mut People<G, S> {
    &mut all.as_chunks_mut::<S>().0.as_chunks_mut::<G>().0[site]
}

/// How many they are.
#[inline]
pub(crate) fn count<const G: usize, const S: usize>(people: &People<G, S>) -> u32 {
    people.as_flattened().iter().sum()
}

/// How many they are, by group.
#[inline]
pub(crate) fn by_group<const G: usize, const S: usize>(people: &People<G, S>) -> [u32; G] {
    people.map(|of_group| of_group.iter().sum())
}

/// True if somebody is there.
#[inline]
pub(crate) fn any<const G: usize, const S: usize>(people: &People<G, S>) -> bool {
    people.as_flattened().iter().fold(0, |all, n| all | n) != 0
}

/// Adds people to those who are there.
#[inline]
pub(crate) fn add<const G: usize, const S: usize>(there: &mut People<G, S>, people: &People<G, S>) {
    there.as_flattened_mut().iter_mut().zip(people.as_flattened()).for_each(|(there, n)| *there += n);
}

/// Takes people from those who are there.
#[inline]
pub(crate) fn subtract<const G: usize, const S: usize>(there: &mut People<G, S>, people: &People<G, S>) {
    there.as_flattened_mut().iter_mut().zip(people.as_flattened()).for_each(|(there, n)| *there -= n);
}
