import type { Page } from '@playwright/test'
import { codeAt } from '#test/helpers/authenticators.ts'
import { claire, jonas } from '#test/helpers/demo.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { freePort } from '#test/helpers/tools.mjs'
import { expectNoBarrier } from './barriers.ts'
import { allowRefusedAnswers, expect, test as base } from './fixtures.ts'

/* The second step of sign-in, and the passkey that is all of one: by name, since numbers have no passkeys. */

const test = base.extend({
  server: [
    async ({}, use) => {
      const port = await freePort()
      const origin = `http://localhost:${port}`
      const server = await serverProcess({ isDemo: true, port, variables: { PUBLIC_URL: origin } })
      await server.start()
      await use({ ...server, origin })
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

async function signIn(page: Page, { email, password }: typeof claire) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const isIn = (page: Page) => expect(page.getByRole('navigation').first()).toBeVisible()

async function signOut(page: Page) {
  await page.goto('/me')
  await page.getByRole('button', { name: 'Sign out', exact: true }).last().click()
  await expect(page.getByRole('heading', { name: 'Welcome to the yard' })).toBeVisible()
}

/** A phone that asks for a finger, and is touched at once. */
async function phone(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Else the phone would answer what is offered among what the browser fills in, before anybody chose it. */
const offersNothing = (page: Page) =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
  })

const mine = (page: Page) => page.getByRole('button', { name: 'Remove My phone' })

test('a passkey is made, is a whole sign-in and a second step, and is taken away', async ({ browserOf, watch }) => {
  allowRefusedAnswers(watch)
  const page = await (await browserOf()).newPage()
  await phone(page)
  await offersNothing(page)
  await signIn(page, claire)
  await isIn(page)
  await page.goto('/me')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'A passkey' })
  await dialog.getByLabel('What you call it').fill('My phone')
  await dialog.getByLabel('Current password').fill(claire.password)
  await expectNoBarrier(page, 'a passkey')
  await dialog.getByRole('button', { name: 'Make a passkey' }).click()
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  await expectNoBarrier(page, 'recovery codes')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(mine(page)).toBeVisible()

  await signOut(page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await isIn(page)

  await signOut(page)
  await signIn(page, claire)
  await expect(page.getByRole('heading', { name: 'The second step' })).toBeVisible()
  await expectNoBarrier(page, 'second step by passkey')
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  await isIn(page)

  await page.goto('/me')
  await expect(mine(page)).toBeVisible()
  await expectNoBarrier(page, 'what one signs in with')
  await mine(page).click()
  await page.getByLabel('Current password').last().fill(claire.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(mine(page)).toHaveCount(0)
  await signOut(page)
  await signIn(page, claire)
  await isIn(page)
})

test('an app with codes is set up and asked for, by keyboard, and a recovery code stands in for it', async ({
  browserOf,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const page = await (await browserOf()).newPage()
  await signIn(page, jonas)
  await isIn(page)
  await page.goto('/me')
  await page.getByRole('button', { name: 'Set up an app with codes' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Current password').last()).toBeFocused()
  await page.keyboard.type(jonas.password)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'An app with codes' })
  await expect(dialog.getByRole('img', { name: 'Address for the app' })).toBeVisible()
  await expectNoBarrier(page, 'an app with codes')
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '')
  const shows = (ms = 0) => codeAt(new Date(Date.now() + ms), secret)
  await expect(dialog.getByLabel('Code of six digits')).toBeFocused()
  await page.keyboard.type(shows())
  await page.keyboard.press('Enter')
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await page.getByRole('button', { name: 'I have kept them' }).press('Enter')
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible()

  await signOut(page)
  await signIn(page, jonas)
  const field = page.getByLabel('Code of six digits')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(field).toHaveAttribute('inputmode', 'numeric')
  await expectNoBarrier(page, 'second step by code')
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This code is not right, or was used already.')).toBeVisible()
  // The one that set it up is used: the next is taken before its time.
  await field.fill(shows(30_000))
  await page.keyboard.press('Enter')
  await isIn(page)

  await signOut(page)
  await signIn(page, jonas)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(recovery)
  await page.keyboard.press('Enter')
  await isIn(page)
  await page.goto('/me')
  await expect(page.getByText('9 recovery codes are left.')).toBeVisible()
})

test('a passkey is offered among what the browser fills in', async ({ browserOf, watch }) => {
  allowRefusedAnswers(watch)
  const page = await (await browserOf()).newPage()
  await phone(page)
  await signIn(page, claire)
  await isIn(page)
  await page.goto('/me')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'A passkey' })
  await dialog.getByLabel('Current password').fill(claire.password)
  await dialog.getByRole('button', { name: 'Make a passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await signOut(page)
  // Whoever is asked there answers at once: a person would choose it in the list of the field.
  await page.goto('/sign-in')
  await isIn(page)
})
