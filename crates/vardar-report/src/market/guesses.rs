//! How much of what the run leaves open comes from guesses.

use crate::GuessShare;
use crate::builder::Section;
use crate::escape::html;
use crate::numbers::percent;

/// The section; none without shares.
pub(crate) fn guesses(shares: &[GuessShare]) -> Option<Section> {
    if shares.is_empty() {
        return None;
    }
    let rows: String = shares
        .iter()
        .map(|share| {
            let text = if share.share.is_finite() {
                let [share, low, high] = [share.share, share.low, share.high].map(percent);
                format!("{share}\u{a0}% <span class=\"range\">({low} to {high})</span>")
            } else {
                "–".to_owned()
            };
            format!("<tr><th scope=\"row\">{}</th><td class=\"number\">{text}</td></tr>\n", html(&share.headline))
        })
        .collect();
    let body = format!(
        "<p>Members differ because parameters are drawn from their ranges. The share below is that part of the variance between the ranks of members which \
         comes from parameters that rest on a guess, not on data or literature: the larger it is, the more would be gained by measuring them. One member in sixteen is simulated a second time for it: behind it stand the \
         ends of its 90\u{a0}% interval, which more members would narrow.</p>\n\
         <div class=\"scroll whole\" tabindex=\"0\" role=\"region\" aria-label=\"Share of the spread that comes from guesses\">\
         <table class=\"narrow\"><caption>Share of the spread that comes from guesses</caption><thead><tr><th scope=\"col\">Number</th>\
         <th scope=\"col\" class=\"number\">From guesses, 90\u{a0}% interval</th></tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    );
    Some(Section { id: "guesses", short: "Guesses", title: "How much rests on guesses", body })
}
