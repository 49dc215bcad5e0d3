// A real browser: Debian's Chromium, driven by playwright-core. Every page that a test opens is watched: an error in the
// console, a script that fails, a request that is refused or goes elsewhere than to us, a breach of the content policy, each
// fails the test.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]
export const CHROMIUM =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: ARGS })

/** Runs one test on a page of its own. */
export async function onPage(browser, base, options, test) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (fault) => faults.push(`script: ${fault.stack ?? fault.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) faults.push(`request to elsewhere: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  try {
    await test(page, faults)
    assert.deepEqual(faults, [], 'what went wrong on the page')
  } finally {
    await context.close()
  }
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe-core finds serious or worse, by all its rules or by some. The outlines of the map are left out: they have neither text nor role. */
export async function barriers(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe())
  const where = { exclude: [['.map svg > g'], ['.net svg > g']] }
  const how = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  const found = await page.evaluate(([where, how]) => window.axe.run(where, how), [where, how])
  return found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`)
          .join(' | ')}`,
    )
}

let source = null
function axe() {
  source ??= readFileSync(AXE, 'utf8')
  return source
}

/** Until nothing is awaited any more. */
export async function still(page) {
  await page.waitForFunction(() => document.querySelector('main') && !document.querySelector('[aria-busy="true"]'))
}
