// Takes the pictures of docs/pictures: each view on a ledger of the example reports, in a real browser. Run by
// `npm run pictures`, after a build. Pictures are made small by pngquant where it is there; one over 150 kB is refused.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launch, still } from '../tests/browser/browser.mjs'
import { ROOT, serve } from '../tests/browser/served.mjs'

const READ =
  'Russia and North Korea signed a treaty in Pyongyang on 19 June 2024 under which each must help the other if it is attacked, Russian state media said. Seoul worries that the North reportedly ships shells to Russia in exchange for fuel.'

const PICTURES = [
  { name: 'world', path: '/', sign: '.arcs g' },
  { name: 'world-dark', path: '/world?state=UKR', sign: '.last .claims', dark: true },
  { name: 'pair', path: '/pair/RUS/PRK?on=2024-12-31', sign: '.relations .group' },
  { name: 'network', path: '/network?on=2025-06-30', sign: '.net .node' },
  { name: 'case', path: '/case?id=2024-12-23-losses-kyiv%230', sign: '.origin' },
  { name: 'evidence', path: '/evidence?document=2024-10-18-troops&claim=2024-10-18-troops%232', sign: '.chosen .facts' },
  {
    name: 'ask',
    path: '/ask/exchanges?party=RUS&party=PRK&on=2025-12-31',
    sign: 'table.answer',
    act: async (page) => {
      await page.locator('td.proof button').first().click()
      await page.locator('.evidences').waitFor()
    },
  },
  {
    name: 'read',
    path: '/read',
    sign: 'textarea',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Text' }).fill(READ)
      await page.getByLabel('Published on').fill('2024-06-20')
      await page.locator('.eventline').nth(1).click()
      await page.locator('.chosen .facts').waitFor()
    },
  },
  { name: 'phone', path: '/pair/RUS/PRK?on=2024-12-31', sign: '.relations .group', width: 390, height: 844 },
]
const MOST = 150_000

const folder = fileURLToPath(new URL('docs/pictures/', `file://${ROOT}`))
mkdirSync(folder, { recursive: true })
const wanted = process.argv.slice(2)
const served = await serve()
const browser = await launch()
let large = false
try {
  for (const picture of PICTURES.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
    const context = await browser.newContext({
      baseURL: served.base,
      locale: 'en-GB',
      colorScheme: picture.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      viewport: { width: picture.width ?? 1280, height: picture.height ?? 800 },
    })
    const page = await context.newPage()
    await page.goto(picture.path)
    await page.locator(picture.sign).first().waitFor()
    await still(page)
    await picture.act?.(page)
    await still(page)
    await page.mouse.move(0, 0)
    await page.waitForTimeout(400)
    const path = `${folder}${picture.name}.png`
    await page.screenshot({ path })
    spawnSync('pngquant', ['--force', '--skip-if-larger', '--strip', '--speed', '1', '--output', path, '64', path])
    const { size } = statSync(path)
    large ||= size > MOST
    console.log(`${picture.name}.png ${Math.round(size / 1000)} kB${size > MOST ? ': too large' : ''}`)
    await context.close()
  }
} finally {
  await browser.close()
  await served.stop()
}
process.exitCode = large ? 1 : 0
