// A ledger of the example reports, served on a free port: what the browser tests and the pictures look at. The program is
// the one that CASUS names, or the newest that was built. Its page is the one that was built into it; where it has none, or
// PAGE=dist is set, the page in dist/ is put before it by a small server of our own, with the same headers.
import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))

export function program() {
  if (process.env.CASUS) return process.env.CASUS
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target')
  const built = ['release', 'quick', 'debug']
    .map((profile) => join(target, profile, 'casus'))
    .filter((path) => existsSync(path))
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (!built[0]) throw new Error(`no casus in ${target}: build it first (make build), or name it by CASUS`)
  return built[0]
}

function run(...words) {
  const done = spawnSync(program(), words, { encoding: 'utf8' })
  // One of the example reports is in another language, which is counted and not coded.
  if (done.status !== 0 && done.status !== 1) throw new Error(`casus ${words.join(' ')}: ${done.stderr}`)
  return done.stdout
}

/** Starts it all. `add` puts a document of ours into the ledger while it is served. */
export async function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'casus-page-'))
  const ledger = join(folder, 'reports.casus')
  run('add', join(ROOT, 'examples/reports'), '--ledger', ledger, '--read', '2026-01-31')
  const child = spawn(program(), ['serve', '--ledger', ledger, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (data) => (complaints += data))
  const api = await new Promise((told, failed) => {
    child.stdout.once('data', (data) => told(String(data).trim().split('\n')[0].replace(/\/$/, '')))
    child.once('exit', (code) => failed(new Error(`casus serve ended with ${code}: ${complaints}`)))
  })
  let front = null
  try {
    const own = process.env.PAGE === 'dist' || !(await (await fetch(api)).text()).includes('<div id="page">')
    if (own) front = await fronted(api)
  } catch (fault) {
    child.kill('SIGTERM')
    throw fault
  }
  let number = 0
  return {
    base: front?.base ?? api,
    complaints: () => complaints,
    add(document) {
      const file = join(folder, `added-${number++}.jsonl`)
      writeFileSync(file, `${JSON.stringify(document)}\n`)
      run('add', file, '--ledger', ledger)
    },
    async stop() {
      front?.server.closeAllConnections()
      front?.server.close()
      child.kill('SIGTERM')
      await new Promise((gone) => (child.exitCode === null && child.signalCode === null ? child.once('exit', gone) : gone()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const KINDS = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The page in dist/ before the API of a program that has no page. */
async function fronted(api) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, api)
    if (pathname.startsWith('/api/')) {
      const passed = http.request(
        api + request.url,
        { method: request.method, headers: { ...request.headers, host: new URL(api).host } },
        (answer) => {
          response.writeHead(answer.statusCode, answer.headers)
          answer.pipe(response)
        },
      )
      passed.on('error', () => response.destroy())
      response.on('close', () => passed.destroy())
      request.pipe(passed)
      return
    }
    const file = pathname !== '/' && existsSync(join(DIST, pathname)) ? pathname : '/index.html'
    response.writeHead(200, {
      'content-type': KINDS[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    })
    if (file === '/index.html') response.end(readFileSync(join(DIST, file)))
    else createReadStream(join(DIST, file)).pipe(response)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { base: `http://127.0.0.1:${server.address().port}`, server }
}
