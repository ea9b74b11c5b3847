//! Groups side by side: what is worked out for one group is worked out for eight at once, as machines do.
//!
//! Groups beyond the last one fill the lanes that are left, and nobody reads what stands there.

use crate::network::Network;

/// Groups in a row of numbers.
pub(super) const LANES: usize = 8;

/// One value for each of eight groups.
pub(super) type Lanes<T> = [T; LANES];

/// Rows that all groups of a network need.
pub(super) fn rows(network: &Network) -> usize {
    network.group_count().div_ceil(LANES)
}

/// The groups of a row, each with its lane.
pub(super) fn groups_of(network: &Network, row: usize) -> impl Iterator<Item = (usize, usize)> {
    (row * LANES..network.group_count().min((row + 1) * LANES)).map(|group| (group, group % LANES))
}

/// True if one of the groups, given as bits, stands in the row.
pub(super) fn any_in(groups: u64, row: usize) -> bool {
    groups >> (row * LANES) & ((1 << LANES) - 1) != 0
}
