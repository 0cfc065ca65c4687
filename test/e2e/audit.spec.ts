import { readFile } from 'node:fs/promises'
import { expectNoBarrier } from './barriers.ts'
import { expect, teachers, test } from './fixtures.ts'

test('an administrator checks the audit and takes it as a file, which is in it', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  await claire.goto('/school')
  await claire.getByRole('tab', { name: 'Audit' }).click()
  await claire.getByRole('button', { name: 'Check now' }).click()
  await expect(claire.getByText(/^All [\d,]+ lines are as they were written\.$/)).toBeVisible()
  await expectNoBarrier(claire, 'audit')

  const [file] = await Promise.all([
    claire.waitForEvent('download'),
    claire.getByRole('link', { name: 'Lines with their seals' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.jsonl$/)
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    action: 'audit.exported',
    names: { actor: expect.any(String) },
  })
  await claire.reload()
  await claire.getByRole('tab', { name: 'Audit' }).click()
  await expect(claire.getByRole('row', { name: /took the audit as a file/ }).first()).toBeVisible()
})
