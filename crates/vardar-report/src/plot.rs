//! Small drawings that stand in the page as they are: no script draws them, and paper and dark colours have them too.
//!
//! A drawing is 340 units wide, about as many pixels as it gets, so that its letters keep their size. Colours come from classes
//! of the style sheet. Shapes tell models apart without colour.

use std::fmt::Write;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 210.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 38.0;

/// A drawing with two axes.
pub(crate) struct Plot {
    x: (f64, f64),
    y: (f64, f64),
    body: String,
}

/// How a point looks: each model has its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark(pub(crate) usize);

impl Plot {
    /// A drawing of `x` and `y` from their first to their last value.
    pub(crate) fn new(x: (f64, f64), y: (f64, f64)) -> Self {
        Self { x, y, body: String::new() }
    }

    fn at_x(&self, value: f64) -> f64 {
        LEFT + (value - self.x.0) / (self.x.1 - self.x.0) * (WIDTH - LEFT - RIGHT)
    }

    fn at_y(&self, value: f64) -> f64 {
        let share = (value - self.y.0) / (self.y.1 - self.y.0);
        HEIGHT - BOTTOM - share.clamp(0.0, 1.0) * (HEIGHT - TOP - BOTTOM)
    }

    /// Marks of the lower axis, each with its value and label, and what the axis shows.
    pub(crate) fn x_axis(&mut self, ticks: &[(f64, String)], name: &str) {
        let bottom = HEIGHT - BOTTOM;
        for (value, label) in ticks {
            let x = self.at_x(*value);
            let _ = write!(
                self.body,
                "<line class=\"axis\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{bottom}\" y2=\"{:.1}\"/>\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{label}</text>",
                bottom + 4.0,
                bottom + 16.0
            );
        }
        let (middle, low) = ((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 5.0);
        let _ = write!(self.body, "<text x=\"{middle:.1}\" y=\"{low}\" text-anchor=\"middle\">{name}</text>");
        let _ =
            write!(self.body, "<line class=\"axis\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{bottom}\" y2=\"{bottom}\"/>", WIDTH - RIGHT);
    }

    /// Lines across the drawing at these values, each with its label, and what the axis shows.
    pub(crate) fn y_axis(&mut self, ticks: &[(f64, String)], name: &str) {
        for (value, label) in ticks {
            let y = self.at_y(*value);
            let _ = write!(
                self.body,
                "<line class=\"rule\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                WIDTH - RIGHT,
                LEFT - 6.0,
                y + 4.0
            );
        }
        let _ = write!(self.body, "<text x=\"4\" y=\"12\">{name}</text>");
    }

    /// A line across the drawing.
    pub(crate) fn across(&mut self, value: f64, class: &str) {
        let y = self.at_y(value);
        let right = WIDTH - RIGHT;
        let _ = write!(self.body, "<line class=\"{class}\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>");
    }

    /// A rectangle between two corners.
    pub(crate) fn area(&mut self, x: (f64, f64), y: (f64, f64), class: &str) {
        let (left, right, low, high) = (self.at_x(x.0), self.at_x(x.1), self.at_y(y.0), self.at_y(y.1));
        let (width, height) = (right - left, low - high);
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{high:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
        );
    }

    /// A line through points. A gap ends a line.
    pub(crate) fn line(&mut self, points: &[(f64, Option<f64>)], class: &str) {
        let mut path = String::new();
        let mut pen_down = false;
        for (x, y) in points {
            if let Some(y) = y {
                let _ = write!(path, "{}{:.1} {:.1}", if pen_down { "L" } else { "M" }, self.at_x(*x), self.at_y(*y));
            }
            pen_down = y.is_some();
        }
        let _ = write!(self.body, "<path class=\"{class}\" d=\"{path}\"/>");
    }

    /// A point, moved to the side by so many units.
    pub(crate) fn point(&mut self, x: f64, y: f64, aside: f64, mark: Mark, class: &str) {
        let drawing = shape(mark, self.at_x(x) + aside, self.at_y(y), class);
        self.body.push_str(&drawing);
    }

    /// An upright line between two values, moved to the side by so many units.
    pub(crate) fn whisker(&mut self, x: f64, y: (f64, f64), aside: f64, class: &str) {
        let (x, low, high) = (self.at_x(x) + aside, self.at_y(y.0), self.at_y(y.1));
        let _ = write!(self.body, "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{low:.1}\" y2=\"{high:.1}\"/>");
    }

    /// The drawing; the elements `ID-title` and `ID-summary` name it.
    pub(crate) fn finish(self, id: &str) -> String {
        format!(
            "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"{id}-title {id}-summary\">{}</svg>",
            self.body
        )
    }
}

/// A circle, square, triangle or diamond.
pub(crate) fn shape(mark: Mark, x: f64, y: f64, class: &str) -> String {
    let polygon = |points: [(f64, f64); 4]| {
        let points: Vec<String> = points.iter().map(|(dx, dy)| format!("{:.1},{:.1}", x + dx, y + dy)).collect();
        format!("<polygon class=\"{class}\" points=\"{}\"/>", points.join(" "))
    };
    match mark.0 % 4 {
        0 => format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.8\"/>"),
        1 => polygon([(-2.5, -2.5), (2.5, -2.5), (2.5, 2.5), (-2.5, 2.5)]),
        2 => polygon([(0.0, -3.4), (3.2, 2.6), (-3.2, 2.6), (0.0, -3.4)]),
        _ => polygon([(0.0, -3.6), (3.6, 0.0), (0.0, 3.6), (-3.6, 0.0)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_is_drawn_at_the_edge() {
        let mut plot = Plot::new((0.0, 1.0), (0.0, 10.0));
        plot.line(&[(0.0, Some(20.0)), (0.5, None), (1.0, Some(-5.0))], "x");
        let drawing = plot.finish("id");
        assert!(drawing.contains("d=\"M44.0 22.0M330.0 172.0\""), "{drawing}");
    }
}
