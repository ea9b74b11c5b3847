//! How price and supply move from one day to the next.
//!
//! `ln p += η ln(D/S) − κ ln p + noise` with the price `p` relative to its reference, demand `D` and supply `S` in people a day.
//! Supply grows by at most `g S (1 − S/limit)` a day while demand exceeds it, and decays by `δ S` while it does not. A change of
//! enforcement `E` adds `ε Δln E` to the log price and takes `ε' Δln E` off that of supply. One set of equations for all
//! borders: the price rises where demand outruns supply and falls where customers stay away.

/// People a day added to demand and supply before their ratio is taken, so that a market nobody uses has no pressure.
const IDLE: f64 = 1.0;
/// Weight of the newest day in demand: organisers and customers see about a week.
const NEWEST: f64 = 1.0 / 7.0;

/// The market at one border, in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// Log of the price relative to its reference.
    pub log_price: f64,
    /// The same on the first day.
    pub log_price_at_start: f64,
    /// Price relative to its reference on the first day.
    pub price_at_start: f64,
    /// Crossings a day that smugglers can arrange.
    pub supply: f64,
    /// People a day who turn to a smuggler, of late.
    pub demand: f64,
    /// People who turned to a smuggler today.
    pub turned_today: u32,
    /// Crossings arranged today.
    pub arranged_today: u32,
    /// Effort of the border police of the last day.
    pub enforcement: f64,
}

/// Rates of a market; see the head of this file.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// η, per day.
    pub pressure: f64,
    /// κ, per day.
    pub reversion: f64,
    /// g, per day.
    pub entry: f64,
    /// δ, per day.
    pub exit: f64,
    /// People a day.
    pub limit: f64,
    /// ε.
    pub price_on_effort: f64,
    /// ε'.
    pub supply_on_effort: f64,
}

impl Border {
    /// The market on the first day: supply meets demand.
    #[must_use]
    pub fn at_start(price: f64, supply: f64, enforcement: f64) -> Self {
        let log_price = libm::log(price);
        Self {
            log_price,
            log_price_at_start: log_price,
            price_at_start: price,
            supply,
            demand: supply,
            turned_today: 0,
            arranged_today: 0,
            enforcement,
        }
    }

    /// Demand over supply.
    #[must_use]
    pub fn scarcity(&self) -> f64 {
        (self.demand + IDLE) / (self.supply + IDLE)
    }

    /// Takes over yesterday's demand and moves price and supply into the new day. `noise` is the day's shock of the log price.
    pub fn next_day(&mut self, first: bool, rates: Rates, enforcement: f64, noise: f64) {
        if first {
            return;
        }
        let turned = f64::from(self.turned_today);
        self.demand += (turned - self.demand) * NEWEST;
        self.turned_today = 0;
        self.arranged_today = 0;
        self.log_price += rates.pressure * libm::log(self.scarcity()) - rates.reversion * self.log_price + noise;
        let grown = if self.demand > self.supply {
            // No faster than what is asked for.
            (rates.entry * self.supply.max(IDLE) * (1.0 - self.supply / rates.limit)).min(self.demand - self.supply)
        } else {
            (-rates.exit * self.supply).max(self.demand - self.supply)
        };
        self.supply = (self.supply + grown).clamp(0.0, rates.limit);
        if enforcement != self.enforcement && enforcement > 0.0 && self.enforcement > 0.0 {
            let change = libm::log(enforcement / self.enforcement);
            self.log_price += rates.price_on_effort * change;
            self.supply *= libm::exp(-rates.supply_on_effort * change);
        }
        self.enforcement = enforcement;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: Rates = Rates {
        pressure: 0.012,
        reversion: 0.002,
        entry: 0.06,
        exit: 0.02,
        limit: 500.0,
        price_on_effort: 0.14,
        supply_on_effort: 0.1,
    };

    fn after(days: usize, supply: f64, turned: u32) -> Border {
        let mut border = Border::at_start(1.0, supply, 1.0);
        for _ in 0..days {
            border.turned_today = turned;
            border.next_day(false, RATES, 1.0, 0.0);
        }
        border
    }

    #[test]
    fn the_price_rises_where_people_are_shut_out_and_falls_where_customers_stay_away() {
        let behind_the_closure = after(90, 20.0, 900);
        let deserted = after(90, 3000.0, 60);
        assert!(behind_the_closure.log_price > 0.3, "{behind_the_closure:?}");
        assert!(deserted.log_price < -0.3, "{deserted:?}");
    }

    #[test]
    fn supply_grows_no_faster_than_its_rate_and_stops_at_its_limit() {
        let mut border = Border::at_start(1.0, 10.0, 1.0);
        for _ in 0..400 {
            let before = border.supply;
            border.turned_today = 100_000;
            border.next_day(false, RATES, 1.0, 0.0);
            assert!(border.supply <= before * 1.06 + 1e-9 && border.supply <= 500.0);
        }
        assert!(border.supply > 499.0);
    }

    #[test]
    fn a_market_that_nobody_uses_returns_to_its_reference() {
        let mut border = Border::at_start(3.0, 0.0, 1.0);
        for _ in 0..2000 {
            border.next_day(false, RATES, 1.0, 0.0);
        }
        assert!(border.log_price.abs() < 0.03, "{border:?}");
    }

    /// 0.14 per log of effort (Gathmann 2008): a hundredfold effort for less than a doubling.
    #[test]
    fn effort_moves_prices_little() {
        let mut border = Border::at_start(1.0, 0.0, 1.0);
        border.next_day(false, RATES, 100.0, 0.0);
        assert!((libm::exp(border.log_price) - 1.905).abs() < 0.01);
    }
}
