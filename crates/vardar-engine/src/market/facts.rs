//! What happens to people in the market, as the legal test sees it.

/// A kind of event that the step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A crossing with a smuggler was completed.
    Crossing = 0,
    /// The same, and life or safety was endangered, or treatment was inhuman or degrading.
    CrossingInDanger = 1,
    /// Somebody was held against their will, by others than authorities.
    Held = 2,
    /// Work was forced by violence, coercion or deceit.
    ForcedWork = 3,
    /// Work was not paid as promised.
    UnpaidWork = 4,
    /// Another indicator of exploitation: an offer, an arranged marriage.
    OtherIndicator = 5,
    /// A debt to a smuggler is worked off on fair terms.
    WorkForDebt = 6,
    /// A debt to a smuggler is worked off without fair credit or without limit.
    DebtBondage = 7,
}

/// Number of kinds of events.
pub const EVENTS: usize = 8;

/// What the law calls an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Named {
    /// Smuggling of migrants.
    pub smuggling: bool,
    /// The same under aggravating circumstances.
    pub aggravated: bool,
    /// Trafficking in persons.
    pub trafficking: bool,
}

/// What the law calls each kind of event, by [`Event`].
#[must_use]
pub fn named() -> [Named; EVENTS] {
    let mut named = [Named::default(); EVENTS];
    named[Event::Crossing as usize].smuggling = true;
    named[Event::CrossingInDanger as usize] = Named { smuggling: true, aggravated: true, trafficking: false };
    named[Event::ForcedWork as usize].trafficking = true;
    named[Event::DebtBondage as usize].trafficking = true;
    named
}
