//! A filter that is kept in a checkpoint now and then while it works, and whenever it is stopped.

use crate::checkpoint::Checkpoint;
use crate::error::RunError;
use crate::forecasting::ForecastRequest;
use crate::simulate::Progress;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use vardar_assimilate::filter::{Filter, Particle};
use vardar_assimilate::ground::Ground;
use vardar_assimilate::saved::{SavedFilter, SavedParticle};

/// A minute lost is not worth more writing. Time decides when work is kept, and nothing else.
const BETWEEN: Duration = Duration::from_secs(60);

/// Where work is kept, and whether to go on from what is there.
#[derive(Debug, Clone, Copy)]
pub struct Resume<'c> {
    /// The file.
    pub checkpoint: &'c Checkpoint,
    /// True: go on from it, if there is one.
    pub go_on: bool,
}

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    filter: SavedFilter,
    so_far: T,
}

/// Lives and weighs every day up to `last`; `day` does so for one day and adds to what is known so far.
pub(crate) fn follow<'g, 'a, T: Serialize + DeserializeOwned + Default>(
    ground: &'g Ground<'a>,
    request: &ForecastRequest,
    last: usize,
    progress: &Progress<'_>,
    resume: Option<Resume<'_>>,
    day: impl Fn(&mut Filter<'g, 'a>, &mut T),
) -> Result<(Filter<'g, 'a>, T), RunError> {
    let method = request.method.into();
    let found = match resume.filter(|resume| resume.go_on) {
        Some(resume) => resume.checkpoint.read::<Kept<T>, SavedParticle>()?,
        None => None,
    };
    let (mut filter, mut so_far) = match found {
        Some((kept, particles)) => (Filter::take_up(ground, method, kept.filter, particles), kept.so_far),
        None => (Filter::new(ground, request.members, method), T::default()),
    };
    (0..filter.day).for_each(|_| (progress.member_done)());
    let mut written = Instant::now();
    while filter.day <= last {
        let stopped = progress.stop.load(Ordering::Relaxed);
        if (stopped || written.elapsed() > BETWEEN)
            && filter.day > 0
            && let Some(resume) = resume
        {
            let kept = Kept { filter: filter.save(), so_far };
            resume.checkpoint.keep(&kept, filter.particles.iter().map(Particle::save))?;
            so_far = kept.so_far;
            written = Instant::now();
        }
        if stopped {
            return Err(RunError::NothingFinished);
        }
        day(&mut filter, &mut so_far);
        (progress.member_done)();
    }
    Ok((filter, so_far))
}
