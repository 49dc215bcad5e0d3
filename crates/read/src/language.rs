//! The language of a document, where its text is long enough to tell.
//!
//! A document goes in; the code of its language comes out: what its letters say, where they say it surely, else what its
//! source says. Texts below a floor are not judged, since names and numbers are the same everywhere.

use casus_text::Document;
use whatlang::Lang;

/// The language that is coded.
pub const CODED: &str = "en";

/// So many bytes of a text are looked at.
const LOOKED_AT: usize = 4096;
/// With fewer letters no language is told.
const FEWEST_LETTERS: usize = 120;
/// A less sure guess of the language that is coded is none, nor one of another: a report must not be lost by a wrong guess.
const SURE: f64 = 0.25;
const SURER: f64 = 0.8;

/// ISO 639-1 of the languages that are told apart; the others keep their code of three letters.
const SHORT: [(&str, &str); 60] = [
    ("afr", "af"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tur", "tr"),
    ("ukr", "uk"),
];

/// The language of a document, as an ISO 639 code.
pub fn of(document: &Document) -> Option<String> {
    detect(&document.text)
        .map(str::to_owned)
        .or_else(|| document.language.clone())
}

/// The language that the letters of a text tell surely.
fn detect(text: &str) -> Option<&'static str> {
    let end = (0..=LOOKED_AT.min(text.len())).rfind(|end| text.is_char_boundary(*end))?;
    let text = text.get(..end)?;
    if text.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    let guess = whatlang::detect(text)?;
    let least = if guess.lang() == Lang::Eng {
        SURE
    } else {
        SURER
    };
    (guess.confidence() >= least).then(|| code(guess.lang()))
}

fn code(language: Lang) -> &'static str {
    let long = language.code();
    SHORT
        .iter()
        .find(|(known, _)| *known == long)
        .map_or(long, |(_, short)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, language: Option<&str>) -> Option<String> {
        of(&Document {
            text: text.into(),
            language: language.map(Into::into),
            ..Document::default()
        })
    }

    #[test]
    fn long_texts_tell_their_language() {
        let english = "Iran and Norway held talks in Oslo on Wednesday, the foreign ministry of Norway said in a statement. \
            Both sides want to go on in the autumn, once they have reported to their governments.";
        let german = "Iran und Norwegen haben am Mittwoch in Oslo miteinander gesprochen, teilte das norwegische \
            Außenministerium mit. Beide Seiten wollen die Gespräche im Herbst fortsetzen, sobald die Abordnungen ihren Regierungen über die \
            Ergebnisse berichtet haben, die nach den Worten der Sprecherin ermutigend waren.";
        assert_eq!(told(english, None).as_deref(), Some("en"));
        assert_eq!(
            told(english, Some("de")).as_deref(),
            Some("en"),
            "the page is wrong about itself"
        );
        assert_eq!(told(german, None).as_deref(), Some("de"));
    }

    #[test]
    fn short_texts_are_what_their_source_says() {
        assert_eq!(told("Oslo, Riga, Kyiv.", None), None);
        assert_eq!(told("Oslo, Riga, Kyiv.", Some("nb")).as_deref(), Some("nb"));
        assert_eq!(told("", None), None);
    }
}
