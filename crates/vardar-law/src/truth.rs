//! Strong Kleene logic: true, false and not known.

/// A truth value. The order is false < unknown < true, so that AND is the minimum and OR the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Established not to be so.
    False,
    /// Not known.
    Unknown,
    /// Established.
    True,
}

impl Truth {
    /// All three, in order.
    pub const ALL: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

    /// AND: the smaller of the two.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// OR: the larger of the two.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// `true`, `false` or `unknown`: the value of an element.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Truth::False => "false",
            Truth::Unknown => "unknown",
            Truth::True => "true",
        }
    }

    /// `met`, `not_met` or `undetermined`: the value of a verdict.
    #[must_use]
    pub fn verdict(self) -> &'static str {
        match self {
            Truth::False => "not_met",
            Truth::Unknown => "undetermined",
            Truth::True => "met",
        }
    }
}

/// NOT: true and false change places, unknown stays.
impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(value: Option<bool>) -> Truth {
        value.map_or(Truth::Unknown, Truth::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True, Unknown};

    #[test]
    fn the_tables_of_kleene() {
        let and = [[False, False, False], [False, Unknown, Unknown], [False, Unknown, True]];
        let or = [[False, Unknown, True], [Unknown, Unknown, True], [True, True, True]];
        for (i, a) in Truth::ALL.into_iter().enumerate() {
            for (j, b) in Truth::ALL.into_iter().enumerate() {
                assert_eq!(a.and(b), and[i][j], "{a:?} and {b:?}");
                assert_eq!(a.or(b), or[i][j], "{a:?} or {b:?}");
            }
        }
        assert_eq!(Truth::ALL.map(|truth| !truth), [True, Unknown, False]);
        assert_eq!(Truth::ALL.map(Truth::word), ["false", "unknown", "true"]);
        assert_eq!(Truth::ALL.map(Truth::verdict), ["not_met", "undetermined", "met"]);
        assert_eq!([None, Some(true), Some(false)].map(Truth::from), [Unknown, True, False]);
    }
}
