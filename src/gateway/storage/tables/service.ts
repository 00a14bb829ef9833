/** Tables of the service’s quality: figures entered by hand, surveys, feedback, help that was given. */
import type { FeedbackTopic } from '../../../contract/feedback.ts'
import type { FeedbackState } from '../../../domain/feedback/states.ts'
import type { IndexComponent } from '../../../domain/service-index/components.ts'
import type { SurveyQuestion, SurveyStep } from '../../../domain/survey/scale.ts'
import type { HelpDifficulty, HelpService, VisitPurpose } from '../../../domain/visit/visit.ts'

export interface IndexEntryTable {
  readonly unit: string
  readonly component: IndexComponent
  /** `YYYY-MM` */
  readonly month: string
  /** 1, 2, 3 …: the highest is the one that counts. */
  readonly number: number
  readonly numerator: number
  readonly denominator: number
  /** Where the figure was read. */
  readonly source: string
  /** Day of the figure, `YYYY-MM-DD`. */
  readonly as_of: string
  readonly entered_at: string
  readonly entered_by: string
}

/** How many chose a face. No row is one person's. */
interface SurveyCountTable {
  readonly unit: string
  /** 202611 */
  readonly month: number
  /** Empty where none is known. */
  readonly procedure: string
  readonly step: SurveyStep
  readonly question: SurveyQuestion
  /** 1 to 5. */
  readonly face: number
  readonly count: number
  /** What of it is told while the month goes on (`storage/surveys.ts`). */
  readonly told: number
}

/** Steps of dossiers that were answered (`vault/survey-mark.ts`), without the answer. */
interface SurveyMarkTable {
  readonly mark: string
}

/** Help with an account, in the words of `domain/assistance/outcome.ts`. The id is that of its envelope where it came in one. */
export interface AssistanceTable {
  readonly id: string
  readonly unit: string
  /** Code of the village's team. */
  readonly village: string | null
  readonly need: string
  readonly outcome: string
  readonly next_step: string
  readonly reason: string | null
  readonly helped_on: string
}

/** A visit of a community team, as its phone told it: no people, only how many. */
export interface VisitTable {
  readonly envelope: string
  readonly device: string
  /** The phone's own id of it: told twice it is one. */
  readonly visit: string
  readonly unit: string
  readonly team: string | null
  readonly province: string
  readonly commune: string
  readonly village: string
  readonly purpose: VisitPurpose
  /** In Vietnam, by the gateway's clock, as the two below. */
  readonly day: string
  readonly began_at: string
  readonly ended_at: string
  /** 1 when the phone's clock was wrong. */
  readonly is_doubtful: number
  readonly people: number
}

interface VisitHelpTable {
  readonly envelope: string
  readonly service: HelpService
  readonly difficulty: HelpDifficulty
  readonly people: number
}

/** What a citizen told a unit; `domain/feedback`. */
export interface FeedbackTable {
  readonly id: string
  readonly envelope: string
  readonly receipt_code: string
  /** Of the device: whose figures it counts in. */
  readonly unit: string
  /** Whose leaders read and answer it. */
  readonly handler_unit: string
  readonly device: string
  readonly topic: FeedbackTopic
  readonly body: string
  /** JSON: part and seconds. */
  readonly recording: string | null
  /** JSON list of parts. */
  readonly photos: string
  /** JSON: name and phone; null for who gave none. */
  readonly sender: string | null
  readonly language: string
  readonly filed_on: string
  readonly arrived_at: string
  /** In Vietnam. */
  readonly arrived_day: string
  /** Of the folded text; null without one. */
  readonly body_digest: string | null
  /** Receipt code of an earlier one with the same text. */
  readonly duplicate_of: string | null
  readonly state: FeedbackState
  readonly officer: string | null
  /** JSON list of user names that may not read it. */
  readonly excluded: string
  readonly reply: string | null
  readonly replied_at: string | null
  /** As the public page has it. */
  readonly question: string | null
  readonly publication: string | null
  readonly published_at: string | null
  /** Of the answer. */
  readonly due_at: string | null
  readonly step_due_at: string | null
  /** Since when the citizen is waited for. */
  readonly paused_at: string | null
  /** When it was answered, refused or marked as spam. */
  readonly closed_at: string | null
  /** 1 or 0: what whoever sent it says of the answer. */
  readonly is_content: number | null
  readonly content_removed_at: string | null
  readonly files_removed_at: string | null
  readonly revision: number
}

interface FeedbackEventTable {
  readonly feedback: string
  readonly number: number
  readonly type: string
  readonly at: string
  readonly by: string
  readonly note: string | null
  /** RFC 8785 text. */
  readonly data: string
  readonly previous: string | null
  readonly digest: string
}

interface FeedbackChangeTable {
  readonly device: string
  readonly sequence: number
  readonly feedback: string
}

export interface ServiceTables {
  index_entries: IndexEntryTable
  survey_counts: SurveyCountTable
  survey_marks: SurveyMarkTable
  assistance: AssistanceTable
  feedback: FeedbackTable
  feedback_events: FeedbackEventTable
  feedback_changes: FeedbackChangeTable
  visits: VisitTable
  visit_help: VisitHelpTable
}
