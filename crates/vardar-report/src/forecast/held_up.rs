//! People held up, by country, and people present wherever they were counted.

use vardar_results::Series;

use super::ForecastFacts;
use super::ahead::{Fan, fan};
use crate::builder::{Builder, Section, not_in_this_run};
use crate::legend::{Marks, legend};

/// Countries where the median of people stranded stays below this on all days are named in one sentence.
const FEW: f64 = 100.0;

/// People stranded, by country in the order of the route: first where there are many on a day to come, then where there are few.
pub(crate) fn stranded<'a>(builder: &Builder<'a>) -> (Vec<&'a Series>, Vec<&'a Series>) {
    in_order(builder, "stranded").into_iter().partition(|series| highest(series) >= FEW)
}

fn highest(series: &Series) -> f64 {
    // Days without a forecast are not numbers, and no maximum.
    series.days.iter().map(|day| day.q50).fold(0.0, f64::max)
}

/// The section.
pub(crate) fn held_up(builder: &mut Builder<'_>, facts: &ForecastFacts) -> Section {
    let ((many, few), present) = (stranded(builder), in_order(builder, "present"));
    let few: Vec<String> = few.iter().map(|series| builder.names.site(&series.key.site)).collect();
    let mut body = String::from(
        "<p>People at the end of a day. Stranded are those whose every way on leads through a border that is closed to them; nobody counts \
         them. Present is everybody in a country or region, those under way too. The bands are about the people, and not about the reports: \
         bodies count differently, and dots may lie outside more often.</p>\n",
    );
    if many.is_empty() && present.is_empty() {
        body.push_str(&not_in_this_run("people stranded, and reports of people present,"));
    } else {
        body.push_str(&legend(Marks { counted: true, ..Marks::default() }));
        body.push_str("<div class=\"grid fans\">\n");
        let stranded = many.into_iter().map(|series| ("Stranded in", "people stranded", false, series));
        let present = present.into_iter().map(|series| ("Present in", "people present", true, series));
        for (verb, unit, counted, series) in stranded.chain(present) {
            let heading = format!("{verb} {}", builder.names.site(&series.key.site));
            let about = Fan { heading: &heading, series, unit, capacity: Vec::new(), remark: String::new(), counted };
            body.push_str(&fan(builder, facts, about));
        }
        body.push_str("</div>\n");
    }
    if !few.is_empty() {
        body.push_str(&format!(
            "<p>Others in which people may be stranded, with a median below {FEW} on every day: {}.</p>\n",
            crate::escape::html(&few.join(", "))
        ));
    }
    Section { id: "held-up", short: "Held up", title: "How many people are held up", body }
}

/// Series of countries and of regions, each country after its regions, in the order in which the route's places mention them.
fn in_order<'a>(builder: &Builder<'a>, quantity: &str) -> Vec<&'a Series> {
    super::flows::sites(builder).into_iter().filter_map(|site| builder.lookup.total(quantity, site)).collect()
}
