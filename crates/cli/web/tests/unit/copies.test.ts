// Answers as they are taken away: CSV that spreadsheets read and do not run, and commands that a shell takes.
import { expect, test } from 'vitest'
import { answerCsv, citation, command, csv, shell } from '../../src/lib/copies'
import type { Answer } from '../../src/lib/types'

const ANSWER: Answer = {
  title: 'RUS and PRK on 2024-06-20',
  notes: [],
  columns: ['what', 'hedge'],
  rows: [
    { id: 'a/1', cells: ['defence, by "treaty"', ''], claims: ['x#1', 'x#2'], record: { id: 'a/1' } },
    { id: 'a/2', cells: ['two\nlines', 'says KCNA'], claims: ['x#2'], record: { id: 'a/2' } },
  ],
}

test('commas, quotes and breaks of lines are quoted', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['1,2', 'say "so"'],
        ['x\ny', ''],
      ],
    ),
  ).toBe('a,b\r\n"1,2","say ""so"""\r\n"x\ny",\r\n')
})

test('what a spreadsheet would run does not begin as it would', () => {
  expect(csv(['a'], [['=HYPERLINK("x")'], ['@SUM(1)'], ['-3.5'], ['+x']])).toBe(
    `a\r\n"'=HYPERLINK(""x"")"\r\n'@SUM(1)\r\n-3.5\r\n'+x\r\n`,
  )
})

test('an answer has its names and claims beside its columns', () => {
  expect(answerCsv(ANSWER)).toBe(
    'id,what,hedge,claims\r\na/1,"defence, by ""treaty""",,x#1;x#2\r\na/2,"two\nlines",says KCNA,x#2\r\n',
  )
})

test('a citation counts lines and claims', () => {
  expect(citation(ANSWER, 'r.casus', '0.1.0', 'http://h/ask', '2026-01-31')).toBe(
    'Casus 0.1.0, ledger r.casus: “RUS and PRK on 2024-06-20” (2 lines, resting on 2 claims), seen 2026-01-31, http://h/ask',
  )
})

test('words are quoted for the shell where they must be', () => {
  expect(shell(['casus', "Côte d'Ivoire", '$HOME', '2024-06-20', ''])).toBe(`casus 'Côte d'\\''Ivoire' '$HOME' 2024-06-20 ''`)
})

test.each([
  [
    'state',
    'party=RUS&party=PRK&on=2024-06-20&known=2024-06-19',
    'casus ask state RUS PRK --on 2024-06-20 --known 2024-06-19 --ledger l.casus',
  ],
  [
    'obliged',
    'attacked=PRK&by=KOR&on=2024-12-31',
    'casus ask obliged --attacked PRK --by KOR --on 2024-12-31 --ledger l.casus',
  ],
  ['breaches', 'party=RUS&party=PRK', 'casus ask breaches --between RUS PRK --ledger l.casus'],
  ['visits', 'party=PRK', 'casus ask visits PRK --ledger l.casus'],
  ['said', 'by=Dmitry Peskov', `casus ask said --by 'Dmitry Peskov' --ledger l.casus`],
  [
    'timeline',
    'party=RUS&party=POL&from=2022-11-01&to=2022-11-30',
    'casus ask timeline RUS POL --from 2022-11-01 --to 2022-11-30 --ledger l.casus',
  ],
  ['without', 'source=KCNA&party=RUS&party=PRK', 'casus ask without --source KCNA state RUS PRK --ledger l.casus'],
  ['diff', 'from=2024-06-18&to=2024-06-20', 'casus ask diff --from 2024-06-18 --to 2024-06-20 --ledger l.casus'],
  [
    'cases',
    'type=ASSAULT&from=2024-12-01',
    `casus ask cases --where 'event IN ('\\''ASSAULT'\\'') AND first_day >= '\\''2024-12-01'\\''' --ledger l.casus`,
  ],
  ['state', 'party=RUS&party=PRK&disbelieve=KCNA', 'casus ask state RUS PRK --disbelieve KCNA --ledger l.casus'],
  [
    'state',
    'party=RUS&party=PRK&status=actual&speaker=Dmitry Peskov',
    `casus ask state RUS PRK --only status=actual --only 'speaker=Dmitry Peskov' --ledger l.casus`,
    'status=actual&speaker=Dmitry Peskov',
  ],
  [
    'cases',
    'status=actual&confidence=0.5',
    `casus ask cases --where 'status IN ('\\''actual'\\'') AND confidence >= 0.5' --ledger l.casus`,
    'status=actual&confidence=0.5',
  ],
])('the command of %s', (question, given, expected, filter?: string) => {
  expect(command(question, new URLSearchParams(given), new URLSearchParams(filter ?? ''), 'l.casus')).toBe(expected)
})
