//! A member under way as plain data, so that work can be interrupted between two days and taken up again.
//!
//! What may not change: a member that was saved and taken up again lives on to the same bits. Kept is what cannot be worked out
//! anew: choices are made afresh on the next day, from the same facts.

use super::{History, Setup};
use crate::choice::QueueNews;
use crate::parameters::MemberParameters;
use crate::state::State;
use serde::{Deserialize, Serialize};

/// See the head of this file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavedHistory {
    /// Number of the member in the ensemble.
    pub number: u32,
    /// Next day to be lived, from 0.
    pub day: usize,
    /// One value per row of the parameter plan.
    pub drawn: Vec<f64>,
    /// Where everybody is.
    pub state: State,
    news: QueueNews,
}

impl History {
    /// The member at the end of the day just lived.
    #[must_use]
    pub fn save(&self) -> SavedHistory {
        SavedHistory {
            number: self.number,
            day: self.day,
            drawn: self.parameters.drawn.clone(),
            state: self.state.clone(),
            news: self.news.clone(),
        }
    }

    /// The member that was saved. What a filter changes from day to day (see [`MemberParameters::driven`]) it has to set again.
    #[must_use]
    pub fn take_up(setup: &Setup<'_>, saved: SavedHistory) -> Self {
        let mut parameters = MemberParameters::from_values(setup.network, &setup.parameters, saved.drawn);
        parameters.set_day(&setup.parameters, saved.day.saturating_sub(1));
        let mut history = Self::begin(setup, saved.number, parameters);
        history.state = saved.state;
        history.news = saved.news;
        history.day = saved.day;
        history
    }
}
