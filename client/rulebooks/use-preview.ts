import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { previewQuery, type Rules } from '#client/data/rulebooks.ts'
import { useFieldErrors } from '#client/locales/error-text.ts'

const restMs = 400

/** What came of rules once a hand that writes them rests: who would be eligible, or what is wrong in them. */
export function usePreview(which: { officeId: string; rulebookId: string }, rules: Rules, isAsked: boolean) {
  const [asked, setAsked] = useState(rules)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(rules), restMs)
    return () => clearTimeout(timer)
  }, [rules])
  const { data, error, isFetching } = useQuery({ ...previewQuery(which, asked), enabled: isAsked, retry: false })
  const problems = useFieldErrors(error)
  return { data, error, problems, isFetching: isFetching || asked !== rules }
}
