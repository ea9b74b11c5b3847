//! The people of one site, by group: an array whose size is known when it is compiled.
//!
//! Sites have room for a few more groups than there are, so that the people of one are a whole number of machine words and a sum
//! or a move of all of them is a handful of instructions. What may not change: nobody ever stands in the spare room.

/// People by group.
pub(crate) type People<const G: usize> = [u32; G];

/// Numbers of groups for which a site may have room.
pub(crate) const ROOMS: [usize; 3] = [8, 16, 64];

/// Nobody.
#[inline]
pub(crate) fn nobody<const G: usize>() -> People<G> {
    [0; G]
}

/// The people of a site among those of all sites.
#[inline]
pub(crate) fn at<const G: usize>(all: &[u32], site: usize) -> &People<G> {
    &all.as_chunks::<G>().0[site]
}

/// As [`at`], to be changed.
#[inline]
pub(crate) fn at_mut<const G: usize>(all: &mut [u32], site: usize) -> &mut People<G> {
    &mut all.as_chunks_mut::<G>().0[site]
}

/// How many they are.
#[inline]
pub(crate) fn count<const G: usize>(people: &People<G>) -> u32 {
    people.iter().sum()
}

/// True if somebody is there.
#[inline]
pub(crate) fn any<const G: usize>(people: &People<G>) -> bool {
    people.iter().fold(0, |all, n| all | n) != 0
}

/// Adds people to those who are there.
#[inline]
pub(crate) fn add<const G: usize>(there: &mut People<G>, people: &People<G>) {
    there.iter_mut().zip(people).for_each(|(there, n)| *there += n);
}

/// Takes people from those who are there.
#[inline]
pub(crate) fn subtract<const G: usize>(there: &mut People<G>, people: &People<G>) {
    there.iter_mut().zip(people).for_each(|(there, n)| *there -= n);
}
