import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useToastsAbove } from '#client/ui/toasts-above.ts'

/** What lies at the lower edge of a screen lifts the toasts: they cover none of its buttons. */

let root: Root
let host: HTMLElement

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const { above = '0', height = '0' } = this.dataset
    const bottom = innerHeight - Number(above)
    return DOMRect.fromRect({ y: bottom - Number(height), height: Number(height), width: 300 })
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

interface PaperProps {
  above: number
  height: number
}

function Paper({ above, height }: PaperProps) {
  const paper = useToastsAbove<HTMLDivElement>()
  return <div ref={paper} data-above={above} data-height={height} />
}

const lift = () => document.documentElement.style.getPropertyValue('--toast-lift')
const show = (...papers: PaperProps[]) =>
  act(async () => root.render(papers.map((paper) => <Paper key={paper.height} {...paper} />)))

test('toasts stand above the highest paper at the lower edge, and come down when it is gone', async () => {
  await show({ above: 0, height: 96 }, { above: 16, height: 48 })
  expect(lift()).toBe('96px')
  await show({ above: 16, height: 48 })
  expect(lift()).toBe('64px')
  await show()
  expect(lift()).toBe('')
})

test('a bar in the middle of the screen, or one that is not shown, lifts nothing', async () => {
  await show({ above: 400, height: 56 }, { above: 0, height: 0 })
  expect(lift()).toBe('')
})
