//! The numbers of one member, packed: a thousand members of a year fit into memory side by side.
//!
//! Each column is stored as differences from day to day, zigzag and variable length, with runs of "no change" counted:
//! most places are empty most of the time, and a stock changes less than its size. Unpacking gives exactly the same numbers.

use std::ops::Range;

/// Packed numbers of one member: `columns` columns of `days` days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    days: usize,
    bytes: Box<[u8]>,
    /// Where each column starts; one more at the end.
    starts: Box<[u32]>,
}

impl Packed {
    /// Packs `columns` columns; `value(column, day)` gives the numbers.
    #[must_use]
    pub fn new(columns: usize, days: usize, value: impl Fn(usize, usize) -> u32) -> Self {
        let mut bytes = Vec::with_capacity(columns * 24);
        let mut starts = Vec::with_capacity(columns + 1);
        // Records keep the columns of a day side by side: a few of them are turned at a time, as some lines of a cache hold.
        let mut turned = vec![0; TURNED * days];
        for first in (0..columns).step_by(TURNED) {
            let together = TURNED.min(columns - first);
            for day in 0..days {
                for column in 0..together {
                    turned[column * days + day] = value(first + column, day);
                }
            }
            for column in 0..together {
                starts.push(bytes.len() as u32);
                put_column(&mut bytes, &turned[column * days..(column + 1) * days]);
            }
        }
        starts.push(bytes.len() as u32);
        Self { days, bytes: bytes.into(), starts: starts.into() }
    }

    /// Hands the numbers of a column to `put(day, value)`.
    pub fn unpack(&self, column: usize, mut put: impl FnMut(usize, u32)) {
        self.unpack_runs(column, |days, value| days.for_each(|day| put(day, value)));
    }

    /// Hands the numbers of a column to `put(days, value)`, days without a change together.
    pub fn unpack_runs(&self, column: usize, mut put: impl FnMut(Range<usize>, u32)) {
        let mut at = self.starts[column] as usize;
        let end = self.starts[column + 1] as usize;
        let (mut day, mut value) = (0, 0i64);
        while at < end {
            let zigzag = take_number(&self.bytes, &mut at);
            let run = if zigzag == 0 { take_number(&self.bytes, &mut at) as usize } else { 1 };
            value += (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            put(day..day + run, value as u32);
            day += run;
        }
        debug_assert_eq!(day, self.days);
    }

    /// Bytes in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len() + self.starts.len() * size_of::<u32>()
    }
}

/// Columns that are turned at a time.
const TURNED: usize = 64;

fn put_column(bytes: &mut Vec<u8>, numbers: &[u32]) {
    let (mut previous, mut unchanged) = (0u32, 0u32);
    for now in numbers {
        if *now == previous {
            unchanged += 1;
            continue;
        }
        put_run(bytes, &mut unchanged);
        let change = i64::from(*now) - i64::from(previous);
        put_number(bytes, ((change << 1) ^ (change >> 63)) as u64);
        previous = *now;
    }
    put_run(bytes, &mut unchanged);
}

fn put_run(bytes: &mut Vec<u8>, unchanged: &mut u32) {
    if *unchanged > 0 {
        bytes.push(0);
        put_number(bytes, u64::from(*unchanged));
        *unchanged = 0;
    }
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &[u8], at: &mut usize) -> u64 {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[*at];
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return number;
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_of_no_days_are_empty() {
        let packed = Packed::new(3, 0, |_, _| 1);
        (0..3).for_each(|column| packed.unpack(column, |_, _| panic!("there is no day")));
    }

    proptest! {
        #[test]
        fn unpacking_gives_the_numbers_back(columns in proptest::collection::vec(
            proptest::collection::vec(prop_oneof![Just(0u32), 0u32..300, any::<u32>()], 17), 0..6)) {
            let packed = Packed::new(columns.len(), 17, |c, d| columns[c][d]);
            for (index, column) in columns.iter().enumerate() {
                let mut seen = Vec::new();
                packed.unpack(index, |day, value| { assert_eq!(day, seen.len()); seen.push(value); });
                prop_assert_eq!(&seen, column);
            }
        }
    }
}
