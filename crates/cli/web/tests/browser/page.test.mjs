// The page in a real browser, on the ledger of the example reports: every view, the ways between them, reading, the day
// slider, what arrives live, the keyboard, the phone, light and dark, print, and no barrier that axe-core calls serious.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers, launch, onPage, still } from './browser.mjs'
import { serve } from './served.mjs'

const TROOPS = '/evidence?document=2024-10-18-troops&claim=2024-10-18-troops%232'
const VIEWS = [
  ['world', '/', 'table.pairs'],
  ['world of one state', '/world?state=RUS', '.last .claims'],
  ['pair', '/pair/RUS/PRK?on=2024-12-31', '.relations .group'],
  ['network', '/network?on=2024-12-31', '.net .node'],
  ['cases', '/cases', 'table.cases tbody tr'],
  ['case', '/case?id=2024-12-23-losses-kyiv%230', '.origin .claims'],
  ['documents', '/documents', '.documents li'],
  ['evidence', TROOPS, '.mark.trigger'],
  ['ask', '/ask/state?party=RUS&party=PRK&on=2024-12-31', 'table.answer tbody tr'],
  ['why', '/why?id=obligation%2FRUS-PRK%2Fdefence%2Flaw%3Arussia-dprk-2024%3A4', '.why .note'],
  ['read', '/read', 'textarea'],
]

let served
let browser
before(async () => {
  served = await serve()
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await served?.stop()
})
const on = (options, run) => onPage(browser, served.base, options, run)

for (const [name, path, sign] of VIEWS) {
  test(`${name}: shows, in light and dark, without a barrier`, () =>
    on({}, async (page) => {
      await page.goto(path)
      await page.locator(sign).first().waitFor()
      await still(page)
      assert.deepEqual(await barriers(page), [])
      await page.emulateMedia({ colorScheme: 'dark' })
      assert.deepEqual(await barriers(page, ['color-contrast', 'link-in-text-block']), [])
    }))

  test(`${name}: fits a phone`, () =>
    on({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
      await page.goto(path)
      await page.locator(sign).first().waitFor()
      await still(page)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.equal(wider, 0, 'nothing is wider than the screen')
    }))
}

test('from the map to the sentence, and back', () =>
  on({}, async (page) => {
    await page.goto('/')
    await page.locator('.arcs [data-pair]').first().waitFor()
    // An arc is met where no other lies over it: at its middle.
    const arc = page.locator('.arcs [data-pair="PRK-RUS"] .hit, .arcs [data-pair="RUS-PRK"] .hit')
    await arc.dispatchEvent('click')
    await page.waitForURL(/\/pair\/(RUS\/PRK|PRK\/RUS)/)
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'North Korea' }).waitFor()
    const claim = page.locator('.claims a').first()
    const sentence = await claim.locator('.sentence').innerText()
    await claim.click()
    await page.waitForURL(/\/evidence\?/)
    await page.locator('.document .mark.trigger').first().waitFor()
    assert.ok((await page.locator('.document').textContent()).includes(sentence), sentence)
    await page.locator('.chain').waitFor()
    await page.goBack()
    await page.waitForURL(/\/pair\//)
    await page.goBack()
    await page.locator('.map .land').waitFor()
  }))

test('a state on the map opens its own pairs, and a small one is reachable', () =>
  on({}, async (page) => {
    await page.goto('/')
    await page.locator('.land [data-code="IND"]').first().dispatchEvent('click')
    await page.getByRole('heading', { name: 'India IND' }).waitFor()
    assert.match(page.url(), /state=IND/)
    await page.locator('aside table.pairs a').first().waitFor()
    await page.locator('.small [data-code="SGP"]').dispatchEvent('click')
    await page.waitForURL(/state=SGP/)
  }))

test('the marks say what each word is, and another event can be chosen', () =>
  on({}, async (page) => {
    await page.goto(TROOPS)
    const words = async (kind) => (await page.locator(`.document .mark.${kind}`).allInnerTexts()).join(' ')
    await page.locator('.facts').waitFor()
    assert.match(await words('trigger'), /shipped/)
    assert.match(await words('actor'), /North Korea/)
    assert.match(await words('cue'), /according to/)
    assert.match(await words('speaker'), /agency/)
    assert.match(await words('time'), /August 2023/)
    assert.match(await page.locator('.document .mark.actor').first().getAttribute('title'), /who does it: North Korea, PRK/)
    await page.locator('.eventline').first().click()
    await page.locator('.document .mark.trigger', { hasText: 'sent' }).waitFor()
    await page.goBack()
    await page.locator('.document .mark.trigger', { hasText: 'shipped' }).waitFor()
  }))

test('a case has its rival values side by side, and its reports by their origins', () =>
  on({}, async (page) => {
    await page.goto('/case?id=2024-12-23-losses-kyiv%230')
    await page.locator('.rival.differing', { hasText: 'killed' }).waitFor()
    const told = await page.locator('.rival.differing').innerText()
    for (const value of ['100', '1100', '3000']) assert.match(told, new RegExp(`\\b${value}\\b`))
    assert.match(await page.locator('.summary').innerText(), /5 claims from 3 independent origins/)
    await page.locator('.origin .claims a').first().click()
    await page.locator('.document .mark.trigger').first().waitFor()
  }))

test('an answer leads to its proof, and is taken away as the command that gives it', () =>
  on({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.goto('/ask/exchanges')
    await page.getByRole('combobox', { name: 'Party', exact: true }).fill('North K')
    await page
      .getByRole('option', { name: /North Korea/ })
      .first()
      .click()
    await page.getByRole('combobox', { name: 'Party 2' }).fill('Russia')
    await page
      .getByRole('option', { name: /^Russia/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    const row = page.locator('table.answer tbody tr', { hasText: 'munitions' }).first()
    await row.locator('td.proof button').click()
    await page.locator('.evidences .mark.trigger').first().waitFor()
    await page.getByRole('button', { name: 'Command' }).click()
    assert.match(
      await page.evaluate(() => navigator.clipboard.readText()),
      /^casus ask exchanges PRK RUS --ledger reports\.casus$/,
    )
    await page.getByRole('button', { name: 'CSV' }).click()
    assert.match(
      await page.evaluate(() => navigator.clipboard.readText()),
      /^id,kind,from,to,what,status,since,until,hedge,claims\r\n/,
    )
    await page.locator('.evidences .source a').first().click()
    await page.locator('.document .mark.trigger').waitFor()
  }))

test('a pasted text shows its events, its marks, and why', () =>
  on({}, async (page) => {
    await page.goto('/read')
    await page.getByRole('textbox', { name: 'Text' }).fill('Putin visited North Korea on Wednesday, Yonhap reported.')
    await page.getByLabel('Published on').fill('2024-06-20')
    await page.locator('.facts dd', { hasText: '2024-06-19' }).waitFor()
    assert.match(await page.locator('.eventline').innerText(), /CONSULT.*visit[\s\S]*RUS → PRK/)
    assert.equal(await page.locator('.document .mark.trigger').innerText(), 'visited')
    assert.equal(await page.locator('.document .mark.speaker').innerText(), 'Yonhap')
    await page.locator('.reasons summary').click()
    assert.match(await page.locator('.reasons pre').innerText(), /consult\/visit/)
    await page
      .getByRole('textbox', { name: 'Text' })
      .fill('Łódź – Kyjiv 日本 🚢: Putin visited North Korea on Wednesday, Yonhap reported.')
    await page.waitForFunction(() => document.querySelector('.document')?.textContent?.includes('🚢'))
    assert.equal(await page.locator('.document .mark.trigger').innerText(), 'visited')
  }))

test('the day slider moves the state of relations, and the second what was known', () =>
  on({}, async (page) => {
    await page.goto('/pair/RUS/PRK?on=2024-06-20')
    const state = page.locator('section[aria-label="State of relations"]')
    const defence = state.locator('.group li', { hasText: /^RUS.*defence by Treaty on Comprehensive Strategic/ }).first()
    await defence.locator('.status', { hasText: 'signed' }).waitFor()
    const day = state.getByRole('slider', { name: 'On' })
    await day.focus()
    await day.press('End')
    await defence.locator('.status', { hasText: 'in force' }).waitFor()
    assert.match(page.url(), /on=202[56]/)
    await state.getByLabel('On, day').fill('2024-06-20')
    await defence.locator('.status', { hasText: 'signed' }).waitFor()
    const known = state.getByRole('slider', { name: 'Known by' })
    await known.fill(String(Math.round(Date.parse('2024-06-19T00:00Z') / 86_400_000)))
    await page.waitForURL(/known=2024-06-19/)
    await state
      .locator('.group li', { hasText: 'defence by Treaty on Comprehensive Strategic' })
      .first()
      .waitFor({ state: 'detached' })
  }))

test('what arrives is announced and does not move the page', () =>
  on({}, async (page) => {
    await page.goto('/pair/RUS/PRK')
    const first = page.locator('section[aria-label="What was told"] .claims li').first()
    await first.waitFor()
    const before = await first.innerText()
    await page.waitForTimeout(300)
    served.add({
      id: 'late-1',
      date: '2026-01-30',
      publisher: 'Lakeside Wire',
      text: 'Russia sent oil to North Korea on Friday, Yonhap reported.',
    })
    const pill = page.getByRole('button', { name: /^\d+ new$/ })
    await pill.waitFor()
    assert.equal(await first.innerText(), before)
    await pill.click()
    await page.locator('.claims li', { hasText: 'Russia sent oil' }).first().waitFor()
    await pill.waitFor({ state: 'detached' })
  }))

test('what a document says is never markup', () =>
  on({}, async (page) => {
    const text =
      'France <b>accused</b> <img src=x onerror="document.title=1"> Russia of <script>document.title=2</script> lying on Monday.'
    served.add({
      id: 'hostile/../<i>&"',
      title: '<img src=y onerror=alert(1)>',
      date: '2026-01-29',
      publisher: '<script>alert(2)</script>',
      url: 'javascript:alert(3)',
      text,
    })
    await page.goto(`/evidence?document=${encodeURIComponent('hostile/../<i>&"')}`)
    await page.locator('.document').waitFor()
    assert.equal(await page.locator('.document').innerText(), text)
    assert.equal(await page.locator('main img, main script, a[href^="javascript"]').count(), 0)
    assert.equal(await page.title(), '<img src=y onerror=alert(1)> – Casus')
  }))

test('the filter stands in the address and goes along', () =>
  on({}, async (page) => {
    await page.goto('/')
    await page.locator('.filter > summary').click()
    await page.locator('.many > summary', { hasText: 'Type' }).click()
    await page.getByRole('checkbox', { name: 'ASSAULT' }).check()
    await page.waitForURL(/type=ASSAULT/)
    await page.getByLabel('Confidence at least').selectOption('0.3')
    await page.locator('.claims li').first().waitFor()
    await still(page)
    const types = await page.locator('.claims .type').allInnerTexts()
    assert.ok(types.length > 0 && types.every((type) => type.startsWith('ASSAULT')), types.join())
    await page.getByRole('link', { name: 'Cases' }).click()
    await page.waitForURL(/\/cases\?.*type=ASSAULT/)
    await page.getByRole('combobox', { name: 'Source' }).fill('Lakeside')
    await page.getByRole('option', { name: /Lakeside Wire \d+/ }).click()
    await page.waitForURL(/source=Lakeside/)
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.waitForURL((url) => url.search === '')
  }))

/** Where the filter narrows a view: what is counted, what is filtered, and that nothing of another kind is left. */
const NARROWED = [
  ['pair', '/pair/RUS/PRK?on=2024-12-31', 'source=Nobody', '.relations .group li'],
  ['ask', '/ask/exchanges?party=RUS&party=PRK', 'status=future', 'table.answer tbody tr'],
  ['network', '/network?on=2024-12-31&layer=arms&origins=1', 'source=Nobody', '.links li'],
  ['case', '/case?id=2024-12-23-losses-kyiv%230', 'source=Two Rivers News', '.origin .claims li'],
  ['evidence', TROOPS, 'type=AID', '.eventlist li'],
]
for (const [name, path, filter, items] of NARROWED) {
  test(`${name}: the filter of the address narrows what is shown`, () =>
    on({}, async (page) => {
      await page.goto(path)
      await page.locator(items).first().waitFor()
      await still(page)
      const all = await page.locator(items).count()
      const query = new URLSearchParams(filter)
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}${query}`)
      await page.locator('.filter[open] > summary .number').waitFor()
      await still(page)
      const some = await page.locator(items).count()
      assert.ok(some < all, `${some} of ${all}`)
      assert.equal(await page.locator('.fault').count(), 0)
    }))
}

test('every view has the fields of the filter that make sense there, and no other', () =>
  on({}, async (page) => {
    const fields = async (path) => {
      await page.goto(path)
      await still(page)
      const bar = page.locator('details.filter')
      if ((await bar.count()) === 0) return ''
      await bar.evaluate((own) => (own.open = true))
      const words = await bar.locator('.many > summary, .complete > label, label.confidence, label.day > span').allInnerTexts()
      return words.map((one) => one.trim().split(/[\s:]/)[0]).join(' ')
    }
    const all = 'Type Status Speaker Source Confidence From To'
    const told = 'Type Status Speaker Source Confidence'
    for (const [path, expected] of [
      ['/', all],
      ['/pair/RUS/PRK', all],
      ['/cases', all],
      ['/documents', all],
      ['/network', told],
      ['/case?id=2024-12-23-losses-kyiv%230', 'Status Speaker Source Confidence'],
      [TROOPS, 'Type Status Speaker Confidence'],
      ['/ask', ''],
      ['/ask/state', told],
      ['/ask/without', 'Type Status Speaker Confidence'],
      ['/ask/cases', 'Status Speaker Confidence'],
      ['/why?id=2024-10-18-troops%232', told],
      ['/read', 'Type Status Speaker Confidence'],
    ])
      assert.equal(await fields(path), expected, path)
  }))

test('a question goes with its filter into its command and its proof', () =>
  on({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.goto('/ask/exchanges?party=RUS&party=PRK')
    await page.locator('table.answer tbody tr').first().waitFor()
    await page.locator('.filter > summary').click()
    await page.locator('.many > summary', { hasText: 'Status' }).click()
    await page.getByRole('checkbox', { name: 'actual' }).check()
    await page.waitForURL(/status=actual/)
    await page.locator('code.command', { hasText: '--only status=actual' }).waitFor()
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('asked') === '1' && url.searchParams.get('status') === 'actual')
    await still(page)
    await page.locator('table.answer td.proof button').first().click()
    await page.locator('.evidences .head').first().waitFor()
    const says = await page.locator('.evidences .head').allInnerTexts()
    assert.ok(says.length > 0 && says.every((one) => one.includes(', actual')), says.join('\n'))
  }))

test('a read text is filtered as it stands', () =>
  on({}, async (page) => {
    await page.goto('/read?type=CONSULT')
    await page
      .getByRole('textbox', { name: 'Text' })
      .fill('Putin visited North Korea on Wednesday, Yonhap reported. Russia attacked Ukraine on Monday.')
    await page.getByText(/1 of 2 events in/).waitFor()
    assert.equal(await page.locator('.eventlist li').count(), 1)
  }))

test('all of it works with the keyboard', () =>
  on({}, async (page) => {
    await page.goto('/')
    await page.locator('table.pairs a').first().waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'To the content')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main')
    const map = page.locator('.map svg')
    await map.focus()
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowRight')
    await map.locator('> g[transform*="scale(1.4)"]').waitFor()
    await page.keyboard.press('0')
    await map.locator('> g[transform*="scale(1)"]').waitFor()
    await page.locator('table.pairs a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/pair\//)
    await page.locator('.relations .group').first().waitFor()
    await page.getByRole('combobox', { name: 'Other' }).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Japa')
    await page.getByRole('option', { name: /Japan/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/JPN/)
  }))

test('light or dark is kept, and paper has no ways', () =>
  on({}, async (page) => {
    await page.goto('/documents')
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await ground()
    await page.getByRole('button', { name: /Colours/ }).click()
    await page.getByRole('button', { name: /Colours/ }).click()
    const dark = await ground()
    assert.notEqual(dark, light)
    await page.reload()
    await page.locator('.documents li').first().waitFor()
    assert.equal(await ground(), dark)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await ground(), 'rgb(255, 255, 255)')
    assert.equal(await page.locator('.top nav').isVisible(), false)
  }))

test('what is not there is said in words', () =>
  on({}, async (page, faults) => {
    await page.goto('/case?id=nothing%230')
    await page.getByRole('alert').waitFor()
    assert.ok(faults.length > 0 && faults.every((fault) => fault.includes('404')), faults.join())
    faults.length = 0
    await page.goto('/nowhere')
    await page.locator('.map .land').waitFor()
  }))
