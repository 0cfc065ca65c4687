import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AttachmentDialog, AttachmentPicker } from '#client/files/attachment-picker.tsx'
import { clockTime } from '#client/files/clock-time.ts'
import { FileChip } from '#client/files/file-chip.tsx'
import { fileSize } from '#client/files/file-size.ts'
import { Picture } from '#client/files/picture.tsx'
import { VoiceRecorder } from '#client/files/voice-recorder.tsx'
import { Button } from '#client/ui/button.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { loadMessages } from '#client/locales/locales.ts'

let root: Root
beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  await loadMessages.en()
  document.body.innerHTML = '<div id="screen"></div>'
  const screen = document.getElementById('screen')
  if (screen === null) throw new Error('no screen')
  root = createRoot(screen)
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

async function show(what: React.ReactNode) {
  await act(async () => {
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MessagesProvider locale="en">{what}</MessagesProvider>
      </QueryClientProvider>,
    )
    await loadMessages.en()
  })
}

const words = () => document.body.textContent ?? ''

async function press(name: string) {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.startsWith(name))
  if (button === undefined) throw new Error(`no button ${name} in ${words()}`)
  await act(async () => button.click())
}

/** A browser whose microphone says no in this way. */
function microphoneThatFails(name: string) {
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true })
  const getUserMedia = () => Promise.reject(new DOMException('no', name))
  vi.stubGlobal('navigator', { onLine: true, language: 'en', mediaDevices: { getUserMedia } })
}

describe('whoever wants to record a voice note', () => {
  const recorder = <VoiceRecorder sendLabel="Send" isSending={false} onSend={() => {}} />

  it.each([
    ['NotAllowedError', 'may not use the microphone'],
    ['NotFoundError', 'No microphone was found'],
    ['NotReadableError', 'Another program uses the microphone'],
  ])('is told what to do where the browser answers %s', async (name, sentence) => {
    microphoneThatFails(name)
    await show(recorder)
    expect(words()).toContain('for 3 minutes at most')
    await press('Start recording')
    expect(words()).toContain(sentence)
    expect(words()).toContain('Start recording')
  })

  it('is told so where the browser cannot record at all', async () => {
    vi.stubGlobal('MediaRecorder', undefined)
    await show(recorder)
    await press('Start recording')
    expect(words()).toContain('cannot record')
  })
})

describe('what is added', () => {
  it('is chosen from what its place takes', async () => {
    const trigger = <Button>Attach</Button>
    const place = { documentId: 'd' }
    await show(<AttachmentPicker place={place} kinds={['picture', 'voice']} trigger={trigger} onAttached={() => {}} />)
    await press('Attach')
    const offered = () => [...document.querySelectorAll('[role=menuitem]')].map((item) => item.textContent)
    // Its menu comes with the press.
    await vi.waitFor(async () => {
      await act(async () => {})
      expect(offered()).toEqual(['Picture', 'Voice note'])
    }, 10_000)
  })

  it('is a picture only with words for it, or as decoration', async () => {
    const file = new File(['x'], 'river.png', { type: 'image/png' })
    const place = { documentId: 'd' }
    const onAttached = vi.fn()
    await show(<AttachmentDialog place={place} kind="picture" file={file} onAttached={onAttached} onClose={() => {}} />)
    await press('Add the picture')
    expect(words()).toContain('Describe the picture, or say that it is only decoration.')
    expect(onAttached).not.toHaveBeenCalled()
  })

  it('is known to be too large before it is sent', async () => {
    const file = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'plan.pdf')
    await show(
      <AttachmentDialog place={{ documentId: 'd' }} kind="file" file={file} onAttached={() => {}} onClose={() => {}} />,
    )
    expect(words()).toContain('This file is too big')
  })

  it('says what it is, and how large', async () => {
    await show(<FileChip fileId="f" name="plan.odt" size={1_234_567} />)
    expect(words()).toContain('planODT · 1.2 MB')
    expect(document.querySelector('a')?.getAttribute('download')).toBe('plan.odt')
    expect([clockTime(61_400), clockTime(9_600), fileSize(900, 'en')]).toEqual(['1:01', '0:10', '1 kB'])
  })

  it('leaves its words where a picture cannot be had', async () => {
    await show(<Picture fileId="f" alt="A heron" />)
    await act(async () => void document.querySelector('img')?.dispatchEvent(new Event('error')))
    expect(words()).toContain('This picture cannot be shown now: A heron')
  })
})
