import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const everyMs = 4 * 60_000
const signs = ['keydown', 'pointerdown'] as const

/** Writing in a page is being there: asks for the session while somebody is active, so that it does not run out. */
export function useKeepSession() {
  const queryClient = useQueryClient()
  useEffect(() => {
    let isActive = false
    const onSign = () => {
      isActive = true
    }
    signs.forEach((sign) => document.addEventListener(sign, onSign, { passive: true }))
    const timer = setInterval(() => {
      if (isActive) void queryClient.invalidateQueries({ queryKey: ['session'] })
      isActive = false
    }, everyMs)
    return () => {
      signs.forEach((sign) => document.removeEventListener(sign, onSign))
      clearInterval(timer)
    }
  }, [queryClient])
}
