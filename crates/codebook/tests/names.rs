//! Names in text: which tokens are found, as what, and what they stood for on a day.
//!
//! A sentence is written with its tokens parted by single spaces, the names that must be found in it are drawn beside it.

use casus_codebook::world::{Entry, days};
use casus_codebook::{Codebook, Source};
use casus_text::Span;

const TABLES: &[(&str, &str)] = &[
    (
        "events/sectors.table",
        "code | kind\nGOV | state\nPRE | society\nIGO | group\n",
    ),
    ("en/grammar.table", "key | words\nthe | the\n"),
    (
        "en/templates.table",
        "key | text\noffice | {title} of {country}\ndefinite | States; Nations\n",
    ),
    (
        "world/states.table",
        "code | name | from | to | names | adjectives | people | capital | seats\n\
         RUS | Soviet Union | 1922-12-30 | 1991-12-25 | USSR; Russia | Soviet; Russian | Russian | Moscow | the Kremlin\n\
         RUS | Russia | 1991-12-26 | | Russian Federation | Russian | Russian | Moscow | the Kremlin\n\
         USA | United States | 1816 | | US; U.S.A.; United States of America; America | American; US | American | Washington; Washington, D.C. | White House\n\
         TCD | Chad | 1960-08-11 | | Tchad | Chadian | Chadian | N'Djamena |\n\
         CIV | Ivory Coast | 1960-08-07 | | Cote d'Ivoire; Côte d'Ivoire | Ivorian | Ivorian | Yamoussoukro |\n\
         KOR | South Korea | 1949 | | the South | South Korean | South Korean | Seoul | Blue House\n",
    ),
    (
        "world/organisations.table",
        "name | code | sector | aliases | adjectives\n\
         United Nations | IGO | | UN | UN\n\
         al-Shabaab | IGO | | |\n\
         World Health Organization | IGO | | WHO |\n\
         Groups of Seven | IGO | | G7; G-7 |\n",
    ),
    (
        "world/offices.table",
        "office | country | titles | sector\n\
         RUS president | RUS | president; head of state | GOV\n\
         RUS head of government | RUS | prime minister; premier | GOV\n\
         USA president | USA | president | GOV\n\
         UN secretary-general | United Nations | secretary-general; secretary general | GOV\n",
    ),
    (
        "world/holders.table",
        "office | person | from | to | aliases | wikidata\n\
         RUS president | Vladimir Putin | 1999-12-31 | 2008-05-07 | Putin; V. Putin | Q7747\n\
         RUS head of government | Vladimir Putin | 2008-05-08 | 2012-05-07 | | Q7747\n\
         RUS president | Dmitry Medvedev | 2008-05-07 | 2012-05-07 | Dmitri Medvedev |\n\
         RUS president | Vladimir Vladimirovich Putin | 2012-05-07 | | | Q7747\n\
         USA president | John Adams | 1797-03-04 | 1801-03-04 | |\n\
         UN secretary-general | Ban Ki-moon | 2007 | 2016 | Ban |\n\
         UN secretary-general | António Guterres | 2017 | | |\n",
    ),
    (
        "world/places.table",
        "geonameid | name | names | country | lat | lon | population\n\
         524901 | Moscow | Moskva | RUS | 55.75 | 37.62 | 10381222\n\
         5601538 | Moscow | | USA | 46.73 | -117.0 | 25435\n\
         2747373 | The Hague | Den Haag | | 52.08 | 4.3 | 474292\n\
         1 | Us | | | 49.1 | 1.97 | 20\n\
         2 | Adam | | | 22.4 | 57.5 | 17000\n",
    ),
];

fn codebook() -> Codebook {
    let source = |&(path, text): &(&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let (codebook, faults) = Codebook::load(TABLES.iter().map(source).collect());
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    codebook
}

/// The tokens of a sentence that is written with spaces between them.
fn tokens(sentence: &str) -> Vec<Span> {
    let mut at = 0;
    let pieces = sentence.split(' ').map(|word| {
        let span = Span::new(at, at + word.len());
        at += word.len() + 1;
        span
    });
    pieces.collect()
}

fn shown(codebook: &Codebook, entry: Entry) -> String {
    let world = &codebook.world;
    let state = |n: u32| &world.states[n as usize].code;
    match entry {
        Entry::State(n) => format!("state {}", state(n)),
        Entry::Adjective(n) => format!("adjective {}", state(n)),
        Entry::People(n) => format!("people {}", state(n)),
        Entry::Capital(n) => format!("capital {}", state(n)),
        Entry::Seat(n) => format!("seat {}", state(n)),
        Entry::Organisation(n) => format!("organisation {}", world.organisations[n as usize].name),
        Entry::OrganisationAdjective(n) => format!("of {}", world.organisations[n as usize].name),
        Entry::Initials(n) => format!("initials of {}", world.organisations[n as usize].name),
        Entry::Person(n) => format!("person {}", world.persons[n as usize].name),
        Entry::Surname(n) => format!("surname {}", world.persons[n as usize].name),
        Entry::Place(n) => format!("place {}", world.places[n as usize].geoname),
    }
}

/// The names of a sentence from left to right: `words = entries`, parted by `;`.
fn names(codebook: &Codebook, sentence: &str) -> String {
    let tokens = tokens(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((count, entries)) = codebook.world.longest(sentence, &tokens, at) else {
            at += 1;
            continue;
        };
        let span = tokens[at].join(tokens[at + count - 1]);
        let mut entries: Vec<String> = entries.iter().map(|e| shown(codebook, *e)).collect();
        entries.dedup();
        found.push(format!("{} = {}", span.of(sentence), entries.join(", ")));
        at += count;
    }
    found.join("; ")
}

#[test]
fn the_longest_name_is_found_as_all_that_it_can_stand_for() {
    let codebook = codebook();
    let cases = [
        ("Russia met China .", "Russia = state RUS"),
        (
            "the South Korean army",
            "South Korean = adjective KOR, people KOR",
        ),
        ("from the South .", "South = state KOR"),
        (
            "United States of America",
            "United States of America = state USA",
        ),
        ("The United States sent", "United States = state USA"),
        ("the Kremlin said", "Kremlin = seat RUS"),
        (
            "in Moscow .",
            "Moscow = capital RUS, place 524901, place 5601538",
        ),
        ("in The Hague", "Hague = place 2747373"),
        (
            "Vladimir Putin and Mr Putin",
            "Vladimir Putin = person Vladimir Putin; Putin = surname Vladimir Putin",
        ),
        ("Ban Ki - moon", "Ban Ki - moon = person Ban Ki-moon"),
        (
            "Antonio Guterres",
            "Antonio Guterres = person António Guterres",
        ),
    ];
    for (sentence, expected) in cases {
        assert_eq!(names(&codebook, sentence), expected, "{sentence}");
    }
}

#[test]
fn spelling_and_tokens_do_not_matter() {
    let codebook = codebook();
    for sentence in [
        "N'Djamena",
        "N’Djaména",
        "Ndjamena",
        "N 'Djamena",
        "N' Djamena",
        "N-Djamena",
    ] {
        assert_eq!(
            names(&codebook, sentence),
            format!("{sentence} = capital TCD")
        );
    }
    for sentence in [
        "Cote d'Ivoire",
        "Côte d’Ivoire",
        "Côte d' Ivoire",
        "Cote-d'Ivoire",
    ] {
        assert_eq!(
            names(&codebook, sentence),
            format!("{sentence} = state CIV")
        );
    }
    for sentence in ["G7", "G-7", "G - 7", "G 7"] {
        assert_eq!(
            names(&codebook, sentence),
            format!("{sentence} = organisation Groups of Seven")
        );
    }
    for sentence in [
        "Washington, D.C.",
        "Washington , D.C.",
        "Washington , D . C .",
    ] {
        assert!(names(&codebook, sentence).contains("C"), "{sentence}");
    }
}

#[test]
fn capitals_count_where_the_name_has_them() {
    let codebook = codebook();
    let us = "state USA, adjective USA";
    let cases = [
        ("US", format!("US = {us}")),
        ("U.S.A.", "U.S.A. = state USA".to_owned()),
        ("U.S.", format!("U.S. = {us}")),
        ("us", String::new()),
        ("Us", "Us = place 1".to_owned()),
        ("who", String::new()),
        ("Who", String::new()),
        (
            "WHO",
            "WHO = organisation World Health Organization".to_owned(),
        ),
        ("russia", String::new()),
        ("RUSSIA", "RUSSIA = state RUS".to_owned()),
        (
            "al-Shabaab",
            "al-Shabaab = organisation al-Shabaab".to_owned(),
        ),
        (
            "Al - Shabaab",
            "Al - Shabaab = organisation al-Shabaab".to_owned(),
        ),
    ];
    for (sentence, expected) in cases {
        assert_eq!(names(&codebook, sentence), expected, "{sentence}");
    }
}

#[test]
fn a_name_ends_where_a_token_ends() {
    let codebook = codebook();
    assert_eq!(names(&codebook, "Chadwick"), "");
    assert_eq!(names(&codebook, "Russia ."), "Russia = state RUS");
    assert_eq!(names(&codebook, ". Russia"), "Russia = state RUS");
    assert_eq!(names(&codebook, "Russia 's"), "Russia = state RUS");
    // "Adam 's" is not "Adams".
    assert_eq!(names(&codebook, "Adam 's house"), "Adam = place 2");
    assert_eq!(
        names(&codebook, "Adams 's house"),
        "Adams = surname John Adams"
    );
    assert_eq!(codebook.world.longest("Russia", &[], 0), None);
    assert_eq!(codebook.world.longest("", &[Span::new(3, 9)], 0), None);
}

#[test]
fn a_state_is_the_one_of_the_day() {
    let codebook = codebook();
    let world = &codebook.world;
    let name = |name: &str, day| {
        world
            .resolve_state(world.named(name), day)
            .map(|s| &*s.name)
    };
    assert_eq!(name("Russia", 19900101), Some("Soviet Union"));
    assert_eq!(name("Russia", 20240619), Some("Russia"));
    assert_eq!(name("USSR", 20240619), Some("Soviet Union"));
    // Before all rows: the last one.
    assert_eq!(name("Russian", 18120907), Some("Russia"));
    assert_eq!(name("the Kremlin", 20240619), Some("Russia"));
    assert_eq!(name("Atlantis", 20240619), None);
    assert_eq!(
        world.state_on("RUS", 19900101).map(|s| &*s.name),
        Some("Soviet Union")
    );
}

#[test]
fn an_office_has_its_holder_of_the_day() {
    let codebook = codebook();
    let world = &codebook.world;
    let holder = |country, title, day| {
        let term = world.holder_on(country, title, day)?;
        Some(&*world.persons[term.person as usize].name)
    };
    assert_eq!(holder("RUS", "president", 20001111), Some("Vladimir Putin"));
    assert_eq!(
        holder("RUS", "head of state", 20100101),
        Some("Dmitry Medvedev")
    );
    // On the day of handing over it is the new one.
    assert_eq!(
        holder("RUS", "president", 20080507),
        Some("Dmitry Medvedev")
    );
    assert_eq!(holder("RUS", "president", 20240619), Some("Vladimir Putin"));
    assert_eq!(holder("RUS", "president", 19900101), None);
    assert_eq!(holder("RUS", "king", 20240619), None);
    assert_eq!(
        holder("United Nations", "secretary-general", 20240619),
        Some("António Guterres")
    );
}

#[test]
fn a_person_holds_the_office_of_the_day() {
    let codebook = codebook();
    let world = &codebook.world;
    let [Entry::Person(putin)] = *world.named("Vladimir Vladimirovich Putin") else {
        panic!("one person")
    };
    let office = |day| world.office_on(putin, day).map(|office| &*office.display);
    assert_eq!(office(20001111), Some("President of Russia"));
    assert_eq!(office(20100101), Some("Prime Minister of Russia"));
    assert_eq!(office(20240619), Some("President of Russia"));
    assert_eq!(office(19900101), None);
}

#[test]
fn offices_are_written_out_by_the_template() {
    let codebook = codebook();
    let display: Vec<&str> = codebook
        .world
        .offices
        .iter()
        .map(|office| &*office.display)
        .collect();
    let expected = [
        "President of Russia",
        "Prime Minister of Russia",
        "President of the United States",
        "Secretary-General of the United Nations",
    ];
    assert_eq!(display, expected);
}

#[test]
fn a_capital_is_the_largest_place_of_its_name_in_the_state() {
    let codebook = codebook();
    let world = &codebook.world;
    assert_eq!(world.capital_place(0).map(|p| p.geoname), Some(524901));
    // The state that is gone has none of its own, and takes the one of the name.
    assert_eq!(world.capital_place(1).map(|p| p.geoname), Some(524901));
    assert!(world.capital_place(3).is_none());
    assert!(world.capital_place(99).is_none());
}

#[test]
fn a_date_is_all_the_days_that_it_can_mean() {
    let period = days("2024-02").unwrap();
    assert_eq!((period.from, period.to), (20240201, 20240229));
    assert!(days("yesterday").is_none());
}
