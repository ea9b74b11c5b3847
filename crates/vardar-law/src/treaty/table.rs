//! Who is bound by which treaty, and since when.
//!
//! Dates are those of deposit. Sources: the status tables of the United Nations Treaty Collection (UNTC), chapters V-2, XVIII-12,
//! XVIII-12-a and XVIII-12-b, in a copy of 2014 (github.com/zmjones/untreaties), and what each row names. A row that is not
//! verified says what is known of it; verdicts that rest on it are flagged.

use super::{Row, State, Status};
use jiff::civil::date;

/// By code; the rows of a State are UNTOC, Smuggling Protocol, Trafficking Protocol, Refugee Convention.
pub(super) const STATES: &[State] = &[
    State {
        code: "AFG",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 9, 24)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2017, 2, 2)),
                verified: true,
                source: "Dutch treaty database 009350_b (verdragenbank.overheid.nl), reservation dated on accession",
            },
            Row {
                status: Status::Acceded,
                deposited: None,
                verified: false,
                source: "UNVERIFIED: stored secondary sources conflict (one says ratified; the opening of a Dutch party list does not show it); check UNTC XVIII-12-a",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2005, 8, 30)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "ALB",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 8, 21)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 8, 21)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 8, 21)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1992, 8, 18)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "AUT",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2004, 9, 23)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2007, 11, 30)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2005, 9, 15)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(1954, 11, 1)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "BGD",
        rows: [
            Row {
                status: Status::Acceded,
                deposited: Some(date(2011, 7, 13)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: false,
                source: "absent from UNTC XVIII-12-b, edition of 2014; UNODC page of July 2020 still urges ratification; later accession not found, check before use",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2019, 9, 12)),
                verified: true,
                source: "derived: in force for the State 2019-10-12 per Dutch party list (inview.nl), thirty days after deposit under TP art. 17(2)",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC V-2, edition of 2014; no later accession found",
            },
        ],
    },
    State {
        code: "BGR",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2001, 12, 5)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2001, 12, 5)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2001, 12, 5)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1993, 5, 12)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "BIH",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 4, 24)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 4, 24)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 4, 24)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1993, 9, 1)),
                verified: true,
                source: "UNTC V-2, edition of 2014; deposited as succession (d)",
            },
        ],
    },
    State {
        code: "DEU",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 6, 14)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 6, 14)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 6, 14)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(1953, 12, 1)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "GRC",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2011, 1, 11)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2011, 1, 11)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2011, 1, 11)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(1960, 4, 5)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "HRV",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 1, 24)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 1, 24)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 1, 24)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1992, 10, 12)),
                verified: true,
                source: "UNTC V-2, edition of 2014; deposited as succession (d)",
            },
        ],
    },
    State {
        code: "HUN",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 12, 22)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 12, 22)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 12, 22)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1989, 3, 14)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "IRN",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: None,
                verified: false,
                source: "signed 2000-12-12 (UNTC copy); ratification in 2025 with reservations reported by FATF plenary of October 2025 (wanaen.com); deposit date not verified",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC XVIII-12-b, edition of 2014; no later accession found",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC XVIII-12-a, edition of 2014; no later accession found",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1976, 7, 28)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "IRQ",
        rows: [
            Row {
                status: Status::Acceded,
                deposited: Some(date(2008, 3, 17)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2009, 2, 9)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014; same date in an Austrian Federal Gazette notice",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2009, 2, 9)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC V-2, edition of 2014; no later accession found",
            },
        ],
    },
    State {
        code: "ITA",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 8, 2)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 8, 2)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 8, 2)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(1954, 11, 15)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "MKD",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2005, 1, 12)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2005, 1, 12)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2005, 1, 12)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1994, 1, 18)),
                verified: true,
                source: "UNTC V-2, edition of 2014; deposited as succession (d)",
            },
        ],
    },
    State {
        code: "MNE",
        rows: [
            Row {
                status: Status::Acceded,
                deposited: Some(date(2006, 10, 23)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014; deposited as succession (d)",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2006, 10, 23)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014; deposited as succession (d)",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2006, 10, 23)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014; deposited as succession (d)",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2006, 10, 10)),
                verified: true,
                source: "UNTC V-2, edition of 2014; deposited as succession (d)",
            },
        ],
    },
    State {
        code: "PAK",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2010, 1, 13)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC XVIII-12-b, edition of 2014; no later accession found",
            },
            Row {
                status: Status::Acceded,
                deposited: None,
                verified: false,
                source: "US TIP Report 2023 (extract on gvnet.com) says acceded; an encyclopaedia page says November 2022; day not verified",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC V-2, edition of 2014; no later accession found",
            },
        ],
    },
    State {
        code: "ROU",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 12, 4)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 12, 4)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2002, 12, 4)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1991, 8, 7)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "SRB",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2001, 9, 6)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2001, 9, 6)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2001, 9, 6)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(2001, 3, 12)),
                verified: true,
                source: "UNTC V-2, edition of 2014; deposited as succession (d)",
            },
        ],
    },
    State {
        code: "SVN",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2004, 5, 21)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2004, 5, 21)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2004, 5, 21)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Acceded,
                deposited: Some(date(1992, 7, 6)),
                verified: true,
                source: "UNTC V-2, edition of 2014; deposited as succession (d)",
            },
        ],
    },
    State {
        code: "SWE",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2004, 4, 30)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2006, 9, 6)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2004, 7, 1)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(1954, 10, 26)),
                verified: true,
                source: "UNTC V-2, edition of 2014",
            },
        ],
    },
    State {
        code: "SYR",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2009, 4, 8)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2009, 4, 8)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014; same date in an Austrian Federal Gazette notice",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2009, 4, 8)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Absent,
                deposited: None,
                verified: true,
                source: "absent from UNTC V-2, edition of 2014; no later accession found",
            },
        ],
    },
    State {
        code: "TUR",
        rows: [
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 3, 25)),
                verified: true,
                source: "UNTC XVIII-12, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 3, 25)),
                verified: true,
                source: "UNTC XVIII-12-b, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(2003, 3, 25)),
                verified: true,
                source: "UNTC XVIII-12-a, edition of 2014",
            },
            Row {
                status: Status::Ratified,
                deposited: Some(date(1962, 3, 30)),
                verified: true,
                source: "UNTC V-2, edition of 2014; keeps the geographical limitation to events in Europe",
            },
        ],
    },
];
