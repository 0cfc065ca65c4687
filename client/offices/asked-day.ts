import { useState } from 'react'

/** As far as the server looks back and ahead. */
const isNear = (day: string) => day >= '1900' && day < '2200'

/**
 * A day that is looked back to; none is today. A year is typed digit by digit, and until it is whole what was asked for last
 * stays on the screen.
 */
export function useAskedDay() {
  const [day, setDay] = useState('')
  const [asked, setAsked] = useState('')
  const change = (next: string) => {
    setDay(next)
    if (next === '' || isNear(next)) setAsked(next)
  }
  return { asked, field: { type: 'date', value: day, onChange: change } as const }
}
