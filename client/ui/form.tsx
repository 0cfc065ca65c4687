import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useFieldErrors } from '#client/locales/error-text.ts'

/** What is wrong, by the path under which the server speaks of a field. */
export type Problems = Readonly<Record<string, string | false | null>>

const FormProblems = createContext<Problems>({})

/** What the form around it says of a field. */
export function useProblem(path: string | undefined): string | null {
  const problems = useContext(FormProblems)
  return (path !== undefined && problems[path]) || null
}

const firstWrong = '[data-invalid] :is(input, textarea, button):not([tabindex="-1"], :disabled)'

export interface FormProps {
  /** What stands in the way of sending: said once somebody has tried, until it is sent. */
  problems?: Problems
  /** What is wrong already while it is written. It takes no focus. */
  said?: Problems
  /** Why it was refused the last time. */
  error?: unknown
  className?: string | undefined
  onSubmit: () => void
  children: ReactNode
}

/** Sends when nothing stands in the way; else each field says what is wrong with it, and the first one has the focus. */
export function Form({ problems = {}, said = {}, error = null, className, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const refused = useFieldErrors(error)
  const [heldBack, setHeldBack] = useState(0)
  const own = Object.entries(problems).filter(([, problem]) => problem)
  useEffect(() => {
    if (heldBack > 0 || error !== null) form.current?.querySelector<HTMLElement>(firstWrong)?.focus()
  }, [heldBack, error])
  const submit = (event: FormEvent) => {
    // A form in a dialog of this one is no part of it, but React brings its events along.
    if (event.target !== event.currentTarget) return
    event.preventDefault()
    setHeldBack(own.length > 0 ? heldBack + 1 : 0)
    if (own.length === 0) onSubmit()
  }
  return (
    <form ref={form} className={className} noValidate onSubmit={submit}>
      <FormProblems value={{ ...refused, ...said, ...(heldBack > 0 ? Object.fromEntries(own) : {}) }}>
        {children}
      </FormProblems>
    </form>
  )
}
