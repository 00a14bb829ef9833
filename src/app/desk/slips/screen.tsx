import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { slipKinds, slipOf } from '../../../domain/dossier/slips/slip.ts'
import { slipAddress } from '../../citizen/survey/slip-address.ts'
import { contentLanguage } from '../../i18n.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { type DeskProblem, notePrint, readDossier } from '../desk-client.ts'
import { filingDay } from '../dossier/filing-time.ts'
import { useDossierContent } from '../dossier/use-dossier-content.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { applicantContactOf } from './applicant-contact.ts'
import { paperSizes, rememberedPaperSize, rememberPaperSize } from './paper-size.ts'
import styles from './screen.module.css'
import { SlipSheet } from './slip-sheet.tsx'
import { slipSourceOf } from './slip-source.ts'

/** One slip as it comes out of the printer, and the choice of paper. */
export function SlipScreen() {
  const { t, i18n } = useTranslation('slips')
  // A slip is Vietnamese, whatever the language of the screen.
  const { t: inVietnamese } = useTranslation('slips', { lng: 'vi' })
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const { id = '', kind: wanted } = useParams()
  const kind = slipKinds.find((each) => each === wanted)
  const read = useCallback(() => readDossier(id), [id])
  const { value: dossier, problem, refresh } = usePolled(read)
  const { content, hasFailed, retry } = useDossierContent(
    dossier?.summary.procedure ?? null,
    dossier?.form.name ?? null,
  )
  const [paper, setPaper] = useState(rememberedPaperSize)
  const { print, hasFailed: hasPrintFailed } = usePrint()
  const [printProblem, setPrintProblem] = useState<DeskProblem | null>(null)
  const title = kind === undefined ? t('screen.print') : t(`screen.kind.${kind}`)
  /** What leaves on paper is written down first. */
  async function printSlip(wanted: string): Promise<void> {
    const noted = await notePrint(id, `slip-${wanted}`)
    setPrintProblem(noted.ok ? null : noted.problem)
    if (noted.ok) print()
  }
  const goBack = () => void navigate(`/can-bo/ho-so/${id}`)

  if (dossier === null || content === null || kind === undefined) {
    return (
      <Screen title={title} onBack={goBack}>
        {problem === null && !hasFailed && kind !== undefined ? <Busy /> : null}
        {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
        {hasFailed ? <Button onClick={retry}>{t('action.retry', { ns: 'common' })}</Button> : null}
        {kind === undefined ? <p>{t('screen.none')}</p> : null}
      </Screen>
    )
  }
  const { procedure, form, lists } = content
  const { summary } = dossier
  const source = slipSourceOf(dossier, procedure, inVietnamese('otherPaper'))
  const slip = slipOf(kind, source)
  const filedOn = filingDay(dossier)
  return (
    <>
      <div className={styles.onScreen}>
        <Screen title={title} eyebrow={summary.officialNumber ?? summary.receiptCode} onBack={goBack} isWide>
          {slip === undefined ? (
            <p>{t('screen.none')}</p>
          ) : (
            <>
              <Choices
                label={t('screen.paper.label')}
                options={paperSizes.map((size) => ({ value: size, label: t(`screen.paper.${size}`) }))}
                value={paper}
                onChange={(chosen) => {
                  const size = paperSizes.find((each) => each === chosen) ?? 'a4'
                  setPaper(size)
                  rememberPaperSize(size)
                }}
              />
              <div>
                <Button kind="primary" icon={<Icon name="print" />} onClick={() => void printSlip(kind)}>
                  {t('action.print', { ns: 'common' })}
                </Button>
              </div>
            </>
          )}
          {printProblem === null ? null : (
            <ProblemNotice problem={printProblem} title={t('screen.printNotNoted')} />
          )}
          {hasPrintFailed ? (
            <Notice kind="warning" isLive>
              <p>{t('screen.printFailed')}</p>
            </Notice>
          ) : null}
          {language === 'vi' ? null : <p>{t('screen.inVietnamese')}</p>}
        </Screen>
      </div>
      {slip === undefined ? null : (
        <div className={styles.preview}>
          <SlipSheet
            slip={slip}
            paper={paper}
            facts={{
              officialNumber: summary.officialNumber,
              receiptCode: summary.receiptCode,
              surveyAddress: slipAddress(document.baseURI, {
                receiptCode: summary.receiptCode,
                step: 'return',
                procedure: summary.procedure,
              }),
              unit: source.unit,
              procedure: procedure?.name.vi ?? summary.procedure,
              applicant: summary.applicantName,
              contact: form === undefined ? {} : applicantContactOf(form, dossier.answers, filedOn, lists),
            }}
          />
        </div>
      )}
    </>
  )
}
