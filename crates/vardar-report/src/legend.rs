//! The legend above a group of charts with bands.

/// What the charts of a group show besides the estimate.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Marks {
    pub(crate) counted: bool,
    pub(crate) beds: bool,
    pub(crate) events: bool,
}

/// HTML of the legend.
pub(crate) fn legend(marks: Marks) -> String {
    let entries = [
        (true, "<line class=\"line\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/>", "median"),
        (true, "<rect class=\"inner\" x=\"2\" y=\"2\" width=\"28\" height=\"12\"/>", "50\u{a0}% interval"),
        (true, "<rect class=\"outer\" x=\"2\" y=\"2\" width=\"28\" height=\"12\"/>", "90\u{a0}% interval"),
        (marks.counted, "<circle class=\"dot\" cx=\"16\" cy=\"8\" r=\"3.5\"/>", "counted"),
        (marks.beds, "<line class=\"beds\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/>", "beds"),
        (marks.events, "<line class=\"event\" x1=\"16\" x2=\"16\" y1=\"0\" y2=\"16\"/>", "border event, by number"),
    ];
    let items: String = entries
        .iter()
        .filter(|(shown, _, _)| *shown)
        .map(|(_, drawing, name)| format!("<li><svg width=\"32\" height=\"16\" aria-hidden=\"true\">{drawing}</svg>{name}</li>"))
        .collect();
    format!("<ul class=\"legend\" aria-label=\"Legend\">{items}</ul>\n")
}

/// HTML of the legend of charts with two series.
pub(crate) fn pair_legend(names: [&str; 2]) -> String {
    let [first, second] = names;
    format!(
        "<ul class=\"legend\" aria-label=\"Legend of the charts with two lines\">\
         <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><rect class=\"outer\" x=\"2\" y=\"2\" width=\"28\" height=\"12\"/>\
         <line class=\"line\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/></svg>{first}: median and 90\u{a0}% interval</li>\
         <li><svg width=\"32\" height=\"16\" aria-hidden=\"true\"><rect class=\"second-band\" x=\"2\" y=\"2\" width=\"28\" height=\"12\"/>\
         <line class=\"beds\" x1=\"2\" x2=\"30\" y1=\"8\" y2=\"8\"/></svg>{second}: median (dashed) and 90\u{a0}% interval (between dots)</li></ul>\n"
    )
}
