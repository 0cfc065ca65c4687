import { useParams } from '@tanstack/react-router'

type Param =
  | 'projectId'
  | 'classroomId'
  | 'topicId'
  | 'userId'
  | 'approvalId'
  | 'helpId'
  | 'newsId'
  | 'offerId'
  | 'officeId'
  | 'schoolId'
  | 'conversationId'
  | 'reportId'
  | 'searchId'
  | 'circleId'
  | 'applicationId'
  | 'evaluationId'
  | 'campaignId'
  | 'chapterId'
  | 'letterId'
  | 'rulebookId'
  | 'kind'
  | 'language'

/** A parameter of the address. The route that shows the screen has it, or the route table is wrong. */
export function useParam(name: Param): string {
  const params: Record<string, unknown> = useParams({ strict: false })
  const value = params[name]
  if (typeof value !== 'string') throw new Error(`the route of this screen has no $${name}`)
  return value
}
