import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const rulesApi = api.api.projects[':projectId'].rules

const fetchRules = (projectId: string) => call(rulesApi.$get({ param: { projectId } }))

type RulesView = Awaited<ReturnType<typeof fetchRules>>
export type WritingRule = RulesView['rules'][number]
export type WritingTool = WritingRule['tool']
/** Whom a rule of several was not set for, and why. */
export type RuleLeft = Awaited<ReturnType<typeof putRule>>['left'][number]
type RuleGiven = Parameters<typeof rulesApi.$put>[0]['json']
export type RuleTarget = NonNullable<RuleGiven['target']>

const putRule = (projectId: string, json: RuleGiven) => call(rulesApi.$put({ param: { projectId }, json }))

/** Where no line is open that tells of them, rules are asked for this often. */
const askEveryMs = 60_000

export const rulesQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['rules', projectId],
    queryFn: () => fetchRules(projectId),
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

export function useSetRule(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (rule: RuleGiven) => putRule(projectId, rule),
    onSuccess: ({ rules, can }) => queryClient.setQueryData(rulesQuery(projectId).queryKey, { rules, can }),
  })
}

const appealsApi = api.api.projects[':projectId'].appeals

export function useAppeal(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: { rule: string; words: string }) => call(appealsApi.$post({ param: { projectId }, json })),
    onSuccess: (rules) => queryClient.setQueryData(rulesQuery(projectId).queryKey, rules),
  })
}

/** As the door names what a rule binds. */
export const targetOf = (projectId: string, { target }: Pick<WritingRule, 'target'>): RuleTarget => {
  if (target.kind === 'user') return { user: target.id }
  if (target.kind === 'group') return { group: target.id }
  return target.kind === 'document' ? { document: target.id } : { project: projectId }
}

/** Of the rules that bind me the one that is said in a place: the strictest, a sanction before the rest. */
export function ruleSaid(rules: readonly WritingRule[], tool: WritingTool, documentId: string | null) {
  const order = { sanction: 0, rule: 1, eyes: 2 } as const
  const rank = ({ mode, purpose }: WritingRule) => (mode === 'read' ? 0 : 10) + order[purpose]
  return rules
    .filter((rule) => rule.tool === 'all' || rule.tool === tool)
    .filter(({ target }) => target.kind !== 'document' || target.id === documentId)
    .toSorted((one, other) => rank(one) - rank(other))[0]
}
