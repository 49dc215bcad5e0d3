//! The known word that is nearest to an unknown one, for the help line of a fault.

/// `did you mean ...?` with the nearest of the words, where one is near enough to be meant.
pub(crate) fn suggest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// The nearest of the words, the first among equals; none where a third of the letters would have to change.
pub(crate) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut best = (letters.len() / 3).max(usize::from(letters.len() > 1)) + 1;
    let mut found = None;
    for candidate in known {
        let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        if other.len().abs_diff(letters.len()) >= best {
            continue;
        }
        let distance = distance(&letters, &other);
        if distance < best {
            best = distance;
            found = Some(candidate);
        }
    }
    found
}

/// How many letters must be added, dropped, changed or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_the_one_with_the_fewest_changes() {
        let known = ["agreement", "aircraft", "weapon"];
        assert_eq!(nearest("agreemnt", known), Some("agreement"));
        assert_eq!(nearest("waepon", known), Some("weapon"));
        assert_eq!(nearest("Weapons", known), Some("weapon"));
        assert_eq!(nearest("football", known), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn a_swap_of_neighbours_is_one_change() {
        let letters = |s: &str| s.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("RSU"), &letters("RUS")), 1);
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
        assert_eq!(distance(&[], &letters("abc")), 3);
    }
}
