//! The page of classified incidents: counts that may be published, and what tells smuggling from trafficking.
//!
//! What may not change: the page shows the counts it is given, which were made fit to be published before; a hidden cell is shown
//! as hidden, never as a number.

use crate::ReportError;
use crate::builder::Section;
use crate::escape::html;
use crate::page_data::PageData;
use crate::sections::fact_list;
use crate::shell::{Page, render};

/// A table of counts by verdict.
#[derive(Debug, Clone)]
pub struct CountTable {
    /// What is counted, for example an offence.
    pub caption: String,
    /// Label and number of records of each row, and its counts (not met, undetermined, met), `None` where hidden.
    pub rows: Vec<(String, String, Option<[String; 3]>)>,
}

/// A privacy budget.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Part of the page, what one record changes in it altogether, and the part's share of epsilon; the whole page last.
    pub rows: Vec<[String; 3]>,
    /// Kind of noise, and what is left.
    pub note: String,
}

/// What the page is made of.
#[derive(Debug, Clone)]
pub struct ClassificationReport {
    /// Name of the input.
    pub input: String,
    /// Records with a verdict, as it may be shown.
    pub records: String,
    /// How the counts were made safe, in a sentence or more.
    pub protection: String,
    /// One row per offence.
    pub verdicts: CountTable,
    /// Per offence, a row per month.
    pub months: Vec<CountTable>,
    /// Per offence, a row per border.
    pub borders: Vec<CountTable>,
    /// Smuggling met and trafficking met: both, only smuggling, only trafficking, neither; `None` where hidden.
    pub both: Option<[String; 4]>,
    /// What the page cost, if its counts have noise.
    pub budget: Option<Budget>,
    /// Version of the program.
    pub program_version: String,
}

/// Contrasts of the two Protocols, a row each: what is compared, smuggling, trafficking.
const CONTRASTS: [[&str; 3]; 5] = [
    ["Border", "always into another State, irregularly", "none needed; entry may be lawful"],
    ["Consent", "usual, but not an element", "irrelevant once means are used (TP 3(b)), or for a child"],
    ["Profit from", "the crossing or stay", "the use of the person"],
    ["Role of the person", "object of the conduct (SP 5, 16)", "victim (TP 6 to 8)"],
    ["Interest hit", "the State, and endangered migrants", "the person"],
];

/// Makes the page: one HTML file that loads nothing.
///
/// # Errors
/// If the page's data cannot be written.
pub fn classification_report(input: &ClassificationReport) -> Result<String, ReportError> {
    let head = format!(
        "<p class=\"kicker\">Vardar: classified incidents</p>\n<h1>Smuggling or trafficking?</h1>\n<p class=\"period\">{}, {} records with a \
         verdict</p>\n<p class=\"caution\"><b>This tests treaty elements.</b> It does not decide guilt, and it is no legal advice. A verdict \
         is on one assessed actor, one person or uniform group and one border leg; counts are of records, not of people, and are no \
         estimate of how often anything happens.</p>\n",
        html(&input.input),
        html(&input.records)
    );
    let absent = match input.budget {
        None => "Too few records to show anything here.",
        Some(_) => "No rows were asked for: with noise, they are named beforehand.",
    };
    let sections = vec![
        Section {
            id: "verdicts",
            short: "Verdicts",
            title: "Verdicts",
            body: format!(
                "<p>Met: every element of the offence is established. Not met: at least one is established not to be so. \
                 Undetermined: it turns on a fact that is not known, or on a point on which lawyers differ.</p>\n<p>{}</p>\n{}{}",
                html(&input.protection),
                table(&input.verdicts, "Offence"),
                input.budget.as_ref().map(budget).unwrap_or_default()
            ),
        },
        contrasts(input.both.as_ref()),
        Section { id: "months", short: "Months", title: "By month", body: tables(&input.months, "Month", absent) },
        Section { id: "borders", short: "Borders", title: "By border", body: tables(&input.borders, "Border", absent) },
        Section {
            id: "provenance",
            short: "Provenance",
            title: "How this was made",
            body: fact_list(&[("Input", html(&input.input)), ("Vardar version", html(&input.program_version))]),
        },
    ];
    let page = Page { title: "Smuggling or trafficking?", head, sections, choose_days: false };
    render(&page, &PageData::of_drawings(jiff::civil::date(2000, 1, 1)))
}

fn tables(tables: &[CountTable], first: &str, absent: &str) -> String {
    if tables.iter().all(|table| table.rows.is_empty()) {
        return format!("<p class=\"absent\">{absent}</p>\n");
    }
    let one = |one: &CountTable| match one.rows.is_empty() {
        true => format!("<p class=\"absent\">{}: a sum is too small to show anything here.</p>\n", html(&capital(&one.caption))),
        false => table(one, first),
    };
    tables.iter().map(one).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn table(table: &CountTable, first: &str) -> String {
    let caption = html(&capital(&table.caption));
    let rows: String = table
        .rows
        .iter()
        .map(|(label, records, cells)| {
            let cells = match cells {
                Some([not_met, open, met]) => [met, open, not_met].map(|cell| html(cell)),
                None => ["hidden", "hidden", "hidden"].map(str::to_owned),
            };
            let cells = cells.map(|cell| format!("<td class=\"number\">{cell}</td>")).concat();
            format!("<tr><th scope=\"row\">{}</th>{cells}<td class=\"number\">{}</td></tr>\n", html(label), html(records))
        })
        .collect();
    let heads = ["Met", "Undetermined", "Not met", "Records"]
        .map(|text| format!("<th scope=\"col\" class=\"number\">{text}</th>"))
        .concat();
    format!(
        "<div class=\"scroll counts\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>\
         <th scope=\"col\">{first}</th>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )
}

fn budget(budget: &Budget) -> String {
    let rows: String = budget
        .rows
        .iter()
        .map(|[part, sensitivity, share]| {
            let part = html(part);
            let numbers = [sensitivity, share].map(|number| format!("<td class=\"number\">{}</td>", html(number))).concat();
            format!("<tr><th scope=\"row\">{part}</th>{numbers}</tr>\n")
        })
        .collect();
    let heads = ["One record changes", "Epsilon"].map(|head| format!("<th scope=\"col\" class=\"number\">{head}</th>")).concat();
    format!(
        "<div class=\"scroll counts\" tabindex=\"0\" role=\"region\" aria-label=\"Privacy budget\"><table><caption>Privacy budget</caption>\
         <thead><tr><th scope=\"col\">Part</th>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n<p>{}</p>\n",
        html(&budget.note)
    )
}

fn contrasts(both: Option<&[String; 4]>) -> Section {
    let rows: String = CONTRASTS
        .iter()
        .map(|[what, smuggling, trafficking]| {
            format!("<tr><th scope=\"row\">{what}</th><td>{smuggling}</td><td>{trafficking}</td></tr>\n")
        })
        .collect();
    let counts = match both {
        Some([both, smuggling, trafficking, neither]) => format!(
            "<p>Met in these records: both {}, only smuggling {}, only trafficking {}, neither {}.</p>\n",
            html(both),
            html(smuggling),
            html(trafficking),
            html(neither)
        ),
        None => String::from("<p class=\"absent\">How many records met both is hidden: a count is too small.</p>\n"),
    };
    let body = format!(
        "<p>A person may be smuggled <b>and</b> trafficked; the verdicts are independent.</p>\n{counts}<div class=\"scroll\" tabindex=\"0\" \
         role=\"region\" aria-label=\"Contrasts\"><table><caption>What tells one from the other</caption><thead><tr><th scope=\"col\"></th>\
         <th scope=\"col\">Smuggling</th><th scope=\"col\">Trafficking</th></tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    );
    Section { id: "contrasts", short: "Contrasts", title: "Smuggling and trafficking", body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_cells_are_words_and_text_is_text() {
        let table = CountTable {
            caption: "smuggling".to_owned(),
            rows: vec![
                ("<b>".to_owned(), "9".to_owned(), None),
                ("2015-10".to_owned(), "12".to_owned(), Some(["0", "5", "7"].map(str::to_owned))),
            ],
        };
        let report = ClassificationReport {
            input: "a.csv".to_owned(),
            records: "21".to_owned(),
            protection: "Cells below 5 are hidden.".to_owned(),
            verdicts: table.clone(),
            months: vec![table],
            borders: Vec::new(),
            both: None,
            budget: Some(Budget { rows: vec![["<i>", "7", "0.5"].map(str::to_owned)], note: "nothing is left".to_owned() }),
            program_version: "0".to_owned(),
        };
        let page = classification_report(&report).expect("a page");
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b></th>"));
        assert!(page.contains(">hidden</td>") && page.contains("No rows were asked for"));
        assert!(page.contains("&lt;i&gt;</th><td class=\"number\">7</td><td class=\"number\">0.5</td>"));
        assert!(page.contains("<td class=\"number\">7</td><td class=\"number\">5</td><td class=\"number\">0</td>"));
        assert!(!page.contains("src=\"http") && page.contains("victim (TP 6 to 8)"));
    }
}
