import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openConsole } from '#server/console/console.ts'
import { recoverByRunning, recoveryAnswers } from '#server/recovery/by-server.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeStaffWithPassword } from '#test/helpers/factories.ts'

/* Commands of who keeps the server, to one that runs on the embedded database. */

let house: TestApp
let folder: string
beforeAll(async () => {
  house = await openTestApp()
  folder = await mkdtemp(join(tmpdir(), 'preau-commands-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await house.close()
})

it('the running server makes the link, and nobody answers when it is stopped', async () => {
  const last = await makeStaffWithPassword(house.db, { isSchoolAdmin: true })
  // What a killed server leaves behind.
  await writeFile(join(folder, 'console.sock'), '')
  expect(await recoverByRunning(folder, last.email)).toBeNull()
  const commands = await openConsole(folder, recoveryAnswers(house.deps), house.deps.log)
  const answer = await recoverByRunning(folder, last.email)
  const token = new URL(answer && 'url' in answer ? answer.url : '').hash.slice(1)
  const password = 'un fleuve calme à midi'
  const { status, body } = await house.visitor().post('/api/recover/confirm', { token, password })
  expect([status, body.user.id]).toEqual([200, last.id])
  expect(await recoverByRunning(folder, 'nobody@school.test')).toEqual({
    refusal: expect.stringContaining('No account'),
  })
  await commands.close()
  expect(await recoverByRunning(folder, last.email)).toBeNull()
})

it.each([
  ['nonsense', 'recover anne\n'],
  ['a question of another kind', '{"ask":"forget everybody"}\n'],
  ['a line without an end', 'x'.repeat(10_000)],
  ['a name that every object has', '{"ask":"constructor"}\n'],
  ['nothing', ''],
])('%s gets no answer and harms nobody', async (_what, text) => {
  const commands = await openConsole(folder, recoveryAnswers(house.deps), house.deps.log)
  const socket = connect(join(folder, 'console.sock'))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const heard: string[] = []
  socket.on('data', (part) => heard.push(String(part)))
  if (text === '') socket.destroy()
  else socket.write(text)
  await once(socket, 'close')
  expect(heard).toEqual([])
  const known = await makeStaffWithPassword(house.db)
  expect(await recoverByRunning(folder, known.email)).toHaveProperty('url')
  await commands.close()
})
