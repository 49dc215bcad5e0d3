// Offsets of the API count bytes of UTF-8, those of strings here count UTF-16 units. A `Ruler` turns one into the other.
// It is made once for a text; where the text is plain ASCII both are the same and nothing is stored.

export interface Ruler {
  /** The place in the string of a byte offset; one inside a character is taken back to its start, one past the end to it. */
  at(byte: number): number
  /** The byte offset of a place in the string. */
  byte(unit: number): number
}

export function ruler(text: string): Ruler {
  // The places after which the two counts drift apart: [unit after it, byte after it].
  const units: number[] = [0]
  const bytes: number[] = [0]
  let byte = 0
  for (let unit = 0; unit < text.length;) {
    const point = text.codePointAt(unit) ?? 0
    const width = point > 0xffff ? 2 : 1
    const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    unit += width
    byte += length
    if (length > 1) {
      units.push(unit)
      bytes.push(byte)
    }
  }
  return {
    at(wanted) {
      const step = last(bytes, wanted)
      const place = (units[step] ?? 0) + Math.max(0, wanted - (bytes[step] ?? 0))
      // The next step's character begins `length` bytes before it; nothing inside it is a place.
      const next = units[step + 1]
      if (next !== undefined) {
        const start = next - (isLow(text, next - 1) ? 2 : 1)
        if (place > start) return start
      }
      return Math.min(place, text.length)
    },
    byte(unit) {
      const step = last(units, unit)
      return Math.min((bytes[step] ?? 0) + unit - (units[step] ?? 0), byte)
    },
  }
}

function isLow(text: string, unit: number): boolean {
  const code = text.charCodeAt(unit)
  return code >= 0xdc00 && code <= 0xdfff
}

/** The index of the last of sorted numbers that is not above the wanted one. */
function last(sorted: number[], wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}
