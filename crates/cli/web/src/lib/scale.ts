// PLOVER's scale from conflict (-10) to cooperation (10), in seven steps that have a class and a name each: colours are the
// style sheet's, so that light, dark and print have their own.

export const STEPS = [
  { name: 'c3', below: -6, words: 'hard conflict' },
  { name: 'c2', below: -3, words: 'conflict' },
  { name: 'c1', below: -0.5, words: 'slight conflict' },
  { name: 'n0', below: 0.5, words: 'balanced' },
  { name: 'k1', below: 3, words: 'slight cooperation' },
  { name: 'k2', below: 6, words: 'cooperation' },
  { name: 'k3', below: Infinity, words: 'close cooperation' },
] as const

export function step(scale: number): (typeof STEPS)[number] {
  return STEPS.find((one) => scale < one.below) ?? STEPS[3]
}

/** A number of the scale as people read it, with its sign. */
export function signed(scale: number): string {
  const rounded = Math.round(scale * 10) / 10
  return rounded > 0 ? `+${rounded.toFixed(1)}` : rounded < 0 ? `−${Math.abs(rounded).toFixed(1)}` : '0.0'
}

/** A count with thin spaces between thousands. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f')
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
