//! Times: what counts as one, where it begins and ends, and its TIMEX3 value on 19 June 2024, a Wednesday.

mod support;
use support::code;

/// The times of the trees, each as `words TYPE value`.
fn times(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let line = |t: &casus_coder::Time| {
        let value = t.value.as_deref().unwrap_or("?");
        format!("{} {} {value}", t.span.of(&text), t.kind)
    };
    coded.times.iter().map(line).collect()
}

/// A clause "They met" (past), "They will meet" (future) with words that hang on its verb, each `form/TAG/PENN`; the
/// last of them is the head of the others.
fn clause(future: bool, words: &str) -> Vec<String> {
    let words: Vec<&str> = words.split(' ').collect();
    let verb = if future { 3 } else { 2 };
    let mut tree = format!("They they PRON PRP {verb} nsubj\n");
    tree += if future {
        "will will AUX MD 3 aux\nmeet meet VERB VB 0 root\n"
    } else {
        "met meet VERB VBD 0 root\n"
    };
    let head = verb + words.len();
    for (k, word) in words.iter().enumerate() {
        let mut cells = word.split('/');
        let (form, tag, penn) = (cells.next(), cells.next(), cells.next());
        let form = form.unwrap_or_default();
        let tag = tag.unwrap_or("NOUN");
        let relation = match tag {
            _ if k + 1 == words.len() => "obl",
            "ADP" => "case",
            "DET" => "det",
            "NUM" => "nummod",
            "PUNCT" => "punct",
            _ => "amod",
        };
        let above = if k + 1 == words.len() { verb } else { head };
        let lemma = form.to_lowercase();
        tree += &format!(
            "{form} {lemma} {tag} {} {above} {relation}\n",
            penn.unwrap_or("NN")
        );
    }
    times(&tree)
}

#[test]
fn dates_are_read_in_every_spelling() {
    let day = "2024-06-14";
    for (words, text) in [
        ("on/ADP/IN June/PROPN/NNP 14/NUM/CD", "June 14"),
        ("on/ADP/IN 14/NUM/CD June/PROPN/NNP", "14 June"),
        (
            "on/ADP/IN June/PROPN/NNP 14/NUM/CD ,/PUNCT/, 2024/NUM/CD",
            "June 14 , 2024",
        ),
        (
            "on/ADP/IN 14/NUM/CD June/PROPN/NNP 2024/NUM/CD",
            "14 June 2024",
        ),
        (
            "on/ADP/IN the/DET/DT 14th/ADJ/JJ of/ADP/IN June/PROPN/NNP",
            "the 14th of June",
        ),
        (
            "on/ADP/IN Friday/PROPN/NNP ,/PUNCT/, June/PROPN/NNP 14/NUM/CD",
            "Friday , June 14",
        ),
        ("on/ADP/IN 2024-06-14/NUM/CD", "2024-06-14"),
    ] {
        assert_eq!(
            clause(false, words),
            [format!("{text} DATE {day}")],
            "{words}"
        );
    }
}

#[test]
fn weekdays_lie_behind_unless_the_clause_lies_ahead() {
    let friday = "on/ADP/IN Friday/PROPN/NNP";
    assert_eq!(clause(false, friday), ["Friday DATE 2024-06-14"]);
    assert_eq!(clause(true, friday), ["Friday DATE 2024-06-21"]);
    assert_eq!(
        clause(false, "last/ADJ/JJ Friday/PROPN/NNP"),
        ["last Friday DATE 2024-06-14"]
    );
    assert_eq!(
        clause(false, "next/ADJ/JJ Friday/PROPN/NNP"),
        ["next Friday DATE 2024-06-21"]
    );
    assert_eq!(
        clause(false, "until/ADP/IN Friday/PROPN/NNP"),
        ["Friday DATE 2024-06-21"]
    );
    assert_eq!(
        clause(false, "since/ADP/IN Monday/PROPN/NNP"),
        ["Monday DATE 2024-06-17"]
    );
    assert_eq!(
        clause(false, "Monday/PROPN/NNP morning/NOUN/NN"),
        ["Monday morning TIME 2024-06-17TMO"]
    );
}

#[test]
fn units_are_counted_from_the_document() {
    for (words, expected) in [
        ("last/ADJ/JJ week/NOUN/NN", "last week DATE 2024-W24"),
        ("this/DET/DT month/NOUN/NN", "this month DATE 2024-06"),
        ("next/ADJ/JJ year/NOUN/NN", "next year DATE 2025"),
        ("last/ADJ/JJ summer/NOUN/NN", "last summer DATE 2023-SU"),
        (
            "two/NUM/CD years/NOUN/NNS ago/ADV/RB",
            "two years ago DATE 2022",
        ),
        (
            "nearly/ADV/RB two/NUM/CD years/NOUN/NNS ago/ADV/RB",
            "nearly two years ago DATE 2022",
        ),
        (
            "earlier/ADV/RBR this/DET/DT year/NOUN/NN",
            "earlier this year DATE 2024",
        ),
        ("the/DET/DT weekend/NOUN/NN", "the weekend DATE 2024-W24-WE"),
        (
            "the/DET/DT fiscal/ADJ/JJ year/NOUN/NN",
            "the fiscal year DATE 2024",
        ),
        ("yesterday/NOUN/NN", "yesterday DATE 2024-06-18"),
        ("these/DET/DT days/NOUN/NNS", "these days DATE PRESENT_REF"),
        ("recently/ADV/RB", "recently DATE PAST_REF"),
    ] {
        assert_eq!(clause(false, words), [expected], "{words}");
    }
}

#[test]
fn years_and_their_parts() {
    for (words, expected) in [
        ("in/ADP/IN 2014/NUM/CD", "2014 DATE 2014"),
        ("in/ADP/IN the/DET/DT 1990s/NOUN/NNS", "the 1990s DATE 199"),
        ("early/ADJ/JJ 2024/NUM/CD", "early 2024 DATE 2024"),
        ("in/ADP/IN mid-June/PROPN/NNP", "mid-June DATE 2024-06"),
        (
            "the/DET/DT first/ADJ/JJ quarter/NOUN/NN",
            "the first quarter DATE 2024-Q1",
        ),
        (
            "the/DET/DT third/ADJ/JJ quarter/NOUN/NN of/ADP/IN 1984/NUM/CD",
            "the third quarter of 1984 DATE 1984-Q3",
        ),
        (
            "the/DET/DT end/NOUN/NN of/ADP/IN November/PROPN/NNP",
            "the end of November DATE 2023-11",
        ),
        (
            "the/DET/DT 20th/ADJ/JJ century/NOUN/NN",
            "the 20th century DATE 19",
        ),
        (
            "nineteen/NUM/CD ninety/NUM/CD -/PUNCT/HYPH six/NUM/CD",
            "nineteen ninety - six DATE 1996",
        ),
        (
            "on/ADP/IN New/PROPN/NNP Year/PROPN/NNP 's/PART/POS Eve/PROPN/NNP",
            "New Year 's Eve DATE 2023-12-31",
        ),
    ] {
        assert_eq!(clause(false, words), [expected], "{words}");
    }
}

#[test]
fn lengths_hold_their_bounds_and_articles() {
    for (words, expected) in [
        (
            "for/ADP/IN two/NUM/CD weeks/NOUN/NNS",
            "two weeks DURATION P2W",
        ),
        (
            "for/ADP/IN twenty/NUM/CD four/NUM/CD hours/NOUN/NNS",
            "twenty four hours DURATION PT24H",
        ),
        (
            "for/ADP/IN at/ADP/IN least/ADJ/JJS six/NUM/CD months/NOUN/NNS",
            "at least six months DURATION P6M",
        ),
        (
            "for/ADP/IN several/ADJ/JJ months/NOUN/NNS",
            "several months DURATION PXM",
        ),
        (
            "over/ADP/IN the/DET/DT past/ADJ/JJ three/NUM/CD years/NOUN/NNS",
            "the past three years DURATION P3Y",
        ),
        (
            "the/DET/DT first/ADJ/JJ nine/NUM/CD months/NOUN/NNS",
            "the first nine months DURATION P9M",
        ),
        (
            "for/ADP/IN two/NUM/CD to/ADP/IN three/NUM/CD weeks/NOUN/NNS",
            "two to three weeks DURATION PXW",
        ),
        (
            "after/ADP/IN a/DET/DT 12/NUM/CD -/PUNCT/HYPH year/NOUN/NN rift/NOUN/NN",
            "12 - year DURATION P12Y",
        ),
        ("every/DET/DT week/NOUN/NN", "every week SET P1W"),
        (
            "each/DET/DT Thursday/PROPN/NNP",
            "each Thursday SET XXXX-WXX-4",
        ),
    ] {
        assert_eq!(clause(false, words), [expected], "{words}");
    }
}

#[test]
fn ages_and_counts_are_no_times() {
    let age = "a/DET/DT 6/NUM/CD -/PUNCT/HYPH year/NOUN/NN -/PUNCT/HYPH old/ADJ/JJ boy/NOUN/NN";
    assert!(clause(false, age).is_empty());
    assert!(clause(false, "2000/NUM/CD soldiers/NOUN/NNS").is_empty());
    assert!(clause(false, "may/AUX/MD march/VERB/VB").is_empty());
}

#[test]
fn clock_times_take_the_day_beside_them() {
    for (words, expected) in [
        (
            "at/ADP/IN 10:30/NUM/CD p.m./NOUN/NN",
            "10:30 p.m. TIME 2024-06-19T22:30",
        ),
        (
            "at/ADP/IN noon/NOUN/NN Saturday/PROPN/NNP",
            "noon Saturday TIME 2024-06-15T12:00",
        ),
        (
            "at/ADP/IN 5/NUM/CD p.m./NOUN/NN GMT/PROPN/NNP June/PROPN/NNP 9/NUM/CD",
            "5 p.m. GMT June 9 TIME 2024-06-09T17:00",
        ),
    ] {
        assert_eq!(clause(false, words), [expected], "{words}");
    }
}

#[test]
fn a_range_is_two_dates() {
    let range = "on/ADP/IN June/PROPN/NNP 12/NUM/CD -/PUNCT/HYPH 14/NUM/CD";
    assert_eq!(
        clause(false, range),
        ["June 12 DATE 2024-06-12", "14 DATE 2024-06-14"]
    );
    let range = "on/ADP/IN 12/NUM/CD -/PUNCT/HYPH 14/NUM/CD June/PROPN/NNP 2023/NUM/CD";
    assert_eq!(
        clause(false, range),
        ["12 DATE 2023-06-12", "14 June 2023 DATE 2023-06-14"]
    );
}

#[test]
fn the_text_before_sets_from_where_it_is_counted() {
    // March 5 is told first: "three days later" is March 8, "the day before" March 4.
    let first = "
They  they  PRON  PRP 2 nsubj
met   meet  VERB  VBD 0 root
on    on    ADP   IN  4 case
March March PROPN NNP 2 obl
5     5     NUM   CD  4 nummod";
    let later = "
They  they  PRON  PRP 2 nsubj
left  leave VERB  VBD 0 root
three three NUM   CD  4 nummod
days  day   NOUN  NNS 5 obl:unmarked
later later ADV   RBR 2 advmod";
    let before = "
They   they   PRON  PRP 2 nsubj
left   leave  VERB  VBD 0 root
the    the    DET   DT  4 det
day    day    NOUN  NN  5 obl:unmarked
before before ADV   RB  2 advmod";
    assert_eq!(
        times(&format!("{first}\n\n{later}")),
        [
            "March 5 DATE 2024-03-05",
            "three days later DATE 2024-03-08"
        ]
    );
    assert_eq!(
        times(&format!("{first}\n\n{before}")),
        ["March 5 DATE 2024-03-05", "the day before DATE 2024-03-04"]
    );
    assert_eq!(times(later), ["three days later DATE 2024-06-22"]);
}
