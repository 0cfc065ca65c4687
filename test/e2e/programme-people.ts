import { type Browser, expect, type Page } from '@playwright/test'
import { codeAt } from '#test/helpers/authenticators.ts'
import { openMailServer } from '#test/helpers/mail.ts'
import { serverProcess } from '#test/helpers/server-process.ts'

/* A Préau without anybody, a mail server beside it, and how people come in and are decided about. */

export const password = 'four quiet rivers meet'

export type Programme = Awaited<ReturnType<typeof openProgramme>>

export async function openProgramme() {
  const mail = await openMailServer()
  const server = await serverProcess({ variables: { SMTP_URL: `${mail.url.href}?from=preau@preau.test` } })
  await server.start()
  const { origin } = server
  /** What a screen would send, by whoever is signed in there. */
  async function ask(page: Page, asked: string, data?: object) {
    const [method = '', path = ''] = asked.split(' ')
    const sent = data === undefined ? {} : { data }
    const answer = await page.request.fetch(path, { method, headers: { Origin: origin }, ...sent })
    const text = await answer.text()
    return { status: answer.status(), body: text === '' ? null : JSON.parse(text) }
  }
  return {
    server,
    /** A browser of its own. All of a set-up is in sight: a list closes when its page is scrolled. */
    async open(browser: Browser, options: { javaScriptEnabled?: boolean } = {}) {
      const first = { baseURL: origin, locale: 'en-GB', serviceWorkers: 'block' } as const
      const sight = { ...first, viewport: { width: 1280, height: 1400 } }
      return (await browser.newContext({ ...sight, ...options })).newPage()
    },
    /** What is behind the # of the newest link of this kind that was mailed to somebody. */
    async mailed(email: string, path: string) {
      const links = () =>
        mail.letters
          .filter(({ to }) => to.includes(email))
          .map(({ source }) => new RegExp(`${path}(#[\\w-]{43})`).exec(source.replaceAll('=\r\n', ''))?.[1] ?? '')
      await expect.poll(() => links().at(-1) ?? '', { timeout: 20_000 }).not.toBe('')
      return `${path}${links().at(-1)}`
    },
    /** What has to go well. Gives what was answered. */
    async done(page: Page, asked: string, data?: object) {
      const { status, body } = await ask(page, asked, data)
      expect(status, `${asked}: ${JSON.stringify(body)}`).toBeLessThan(300)
      return body
    },
    /** What must not: the status and the reason. */
    async refused(page: Page, asked: string, data?: object) {
      const { status, body } = await ask(page, asked, data)
      return `${status} ${body?.error?.reason}`
    },
    async close() {
      await server.dispose()
      await mail.close()
    },
  }
}

export async function introduce(page: Page, name: string, email: string) {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password').fill(password)
}

export async function choose(page: Page, field: string, words: string) {
  const box = page.getByRole('combobox', { name: field })
  await box.click()
  await page.getByRole('option').nth(1).waitFor()
  await box.fill(words)
  await page.getByRole('option', { name: words, exact: true }).click()
  await expect(box).toHaveValue(words)
}

/** Who has a post at an office brings a second step. */
export async function bringSecondStep(page: Page) {
  await page.goto('/me')
  await page.getByRole('button', { name: 'Set up an app with codes' }).click()
  await page.getByLabel('Current password').last().fill(password)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'An app with codes' })
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '')
  await dialog.getByLabel('Code of six digits').fill(codeAt(new Date(), secret))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'I have kept them' }).click()
}

/** By the link that an office mailed. */
export async function takePost(page: Page, link: string, { name, email }: Record<'name' | 'email', string>) {
  await page.goto(link)
  await introduce(page, name, email)
  await page.getByRole('button', { name: 'Create the account and accept' }).click()
}

/** By the link in the letter of a sign-up. */
export async function confirmSignUp(page: Page, link: string) {
  await page.goto(link)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible()
}

export async function openOnDesk(page: Page, title: string) {
  await page.goto('/office')
  await page
    .getByRole('list', { name: 'What waits' })
    .getByRole('link', { name: new RegExp(`^${title}`) })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

export async function approveOnDesk(page: Page, title: string) {
  await openOnDesk(page, title)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('dialog', { name: 'Approve' }).getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved.', { exact: true })).toBeVisible()
}

const emailOf = (name: string) => `${name.split(' ')[0]?.toLowerCase()}@school.test`

/** A teacher signs up with a school of their own, by what the screens send up to the link. */
export async function signUp(
  programme: Programme,
  page: Page,
  name: string,
  school: { name: string; town: string; country: string; region?: string },
) {
  const email = emailOf(name)
  const brought = { ...school, proof: 'The page of the school names its staff' }
  const said = { email, displayName: name, locale: 'en', post: 'teacher', school: { new: brought } }
  await programme.done(page, 'POST /api/register', said)
  await confirmSignUp(page, await programme.mailed(email, '/register/confirm'))
}

interface Come {
  projectId: string
  name: string
  country: string
}

/** Whom a teacher invites into a project by a link: with an account and a school of their own. */
export async function comeByLink(programme: Programme, host: Page, guest: Page, { projectId, name, country }: Come) {
  const asked = `POST /api/projects/${projectId}/invitations`
  const { invitation } = await programme.done(host, asked, { role: 'teacher' })
  const token = new URL(invitation.url).hash.slice(1)
  const school = { name: `School of ${name}`, town: 'Town', countryCode: country }
  const account = { displayName: name, email: emailOf(name), password, locale: 'en', school }
  await programme.done(guest, 'POST /api/invitations/accept', { token, account })
}

/** A class of one, and the pupil's card. */
export async function makeClass({ done }: Programme, teacher: Page, pupil: string) {
  const { classroom } = await done(teacher, 'POST /api/classrooms', { name: 'Class', ageFrom: 11, ageTo: 14 })
  await done(teacher, `POST /api/classrooms/${classroom.id}/pupils`, { names: [pupil] })
  const { cards } = await done(teacher, `POST /api/classrooms/${classroom.id}/cards`, {})
  return { classroomId: String(classroom.id), card: String(cards[0].code) }
}
