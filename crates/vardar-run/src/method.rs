//! How members are weighed, as a request names it.

use serde::{Deserialize, Serialize};
use vardar_assimilate::filter::Method;

/// How the members of a forecast are weighed against the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeighingMethod {
    /// Ensemble adjustment Kalman filter.
    #[default]
    Kalman,
    /// Particle filter with tempered weights.
    Particle,
    /// Not at all: for comparison.
    None,
}

impl WeighingMethod {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kalman => "ensemble adjustment Kalman filter",
            Self::Particle => "particle filter",
            Self::None => "nothing: not weighed",
        }
    }
}

impl From<WeighingMethod> for Method {
    fn from(method: WeighingMethod) -> Self {
        match method {
            WeighingMethod::Kalman => Self::Kalman,
            WeighingMethod::Particle => Self::Particle,
            WeighingMethod::None => Self::None,
        }
    }
}
