//! The logic: vignettes, properties over random records, and a second writing of the formulas to compare with.

mod atoms;
mod case;
mod minimal;
mod properties;
mod reference;
mod vignettes;
