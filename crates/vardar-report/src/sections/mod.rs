//! The sections of the report, one file each, in the order of the page.

mod arrivals;
mod fit;
mod head;
mod message;
mod nationality;
mod occupancy;
mod provenance;
mod route;
mod stocks;
mod waiting;

pub(crate) use arrivals::arrivals;
pub(crate) use fit::fit;
pub(crate) use head::{changes, fact_list, facts, few_members, hash, head, period};
pub(crate) use message::messages;
pub(crate) use nationality::nationality;
pub(crate) use occupancy::occupancy;
pub(crate) use provenance::provenance;
pub(crate) use route::route;
pub(crate) use stocks::stocks;
pub(crate) use waiting::waiting;
