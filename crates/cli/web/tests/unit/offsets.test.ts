// Bytes of UTF-8 and units of UTF-16: plain text, letters of two bytes, signs of three, emoji of four and two units.
import { expect, test } from 'vitest'
import { ruler } from '../../src/lib/offsets'

const TEXT = 'Kyjiv – „Łódź“ 日本 🚢 sinks, Zürich says'

test('every character keeps its place both ways', () => {
  const scale = ruler(TEXT)
  let byte = 0
  let unit = 0
  for (const sign of TEXT) {
    expect(scale.at(byte), `unit of byte ${byte}`).toBe(unit)
    expect(scale.byte(unit), `byte of unit ${unit}`).toBe(byte)
    byte += new TextEncoder().encode(sign).length
    unit += sign.length
  }
  expect(scale.at(byte)).toBe(TEXT.length)
  expect(scale.byte(TEXT.length)).toBe(byte)
})

test('plain text counts alike', () => {
  const scale = ruler('Minsk accused Vilnius.')
  expect(scale.at(6)).toBe(6)
  expect(scale.byte(6)).toBe(6)
})

test('an offset inside a character is taken back to its start', () => {
  const scale = ruler('aé🚢b')
  expect(scale.at(2)).toBe(1)
  expect(scale.at(4)).toBe(2)
  expect(scale.at(6)).toBe(2)
  expect(scale.at(7)).toBe(4)
})

test('an offset past the end is the end', () => {
  expect(ruler('ab').at(99)).toBe(2)
  expect(ruler('').at(5)).toBe(0)
  expect(ruler('é').byte(9)).toBe(2)
})
