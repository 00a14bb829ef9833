import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { spokenLanguages } from '../../catalogue/lists/spoken-languages.ts'
import { currentVoices, installedTexts } from '../../device/voices/installed-voices.ts'
import {
  readPackLanguage,
  rememberLanguage,
  rememberPackLanguage,
  subscribePackLanguage,
} from '../frame/preferences.ts'
import { startLanguage } from '../i18n.ts'
import { layOver } from './pack-texts.ts'
import styles from './packs.module.css'

/** The texts of the chosen voice pack, and on the first screen the languages that are installed here. */
export function Packs() {
  const { pathname } = useLocation()
  const chosen = useSyncExternalStore(subscribePackLanguage, readPackLanguage)
  const voices = useLiveQuery(currentVoices)
  const version = voices?.version
  const isInstalled = voices?.languages.some(({ language }) => language === chosen) === true

  useEffect(() => {
    // The pack of a chosen language was withdrawn.
    if (chosen !== null && version !== undefined && !isInstalled) rememberPackLanguage(null)
  }, [chosen, isInstalled, version])

  useEffect(() => {
    if (chosen === null || !isInstalled || version === undefined) return
    let isOver = false
    let takeOff = () => {}
    void translationsOf(chosen).then((texts) => {
      if (!isOver) takeOff = layOver(texts, chosen)
    })
    return () => {
      isOver = true
      takeOff()
    }
  }, [chosen, isInstalled, version])

  return pathname === '/' ? <PackLanguages /> : null
}

/** A button for each language; nothing where no pack is installed. @param onChosen after the tap. */
export function PackLanguages({ onChosen }: { readonly onChosen?: () => void }) {
  const voices = useLiveQuery(currentVoices)
  const installed = new Set(voices?.languages.map(({ language }) => language))
  const offered = spokenLanguages.filter(({ tag }) => tag !== 'vi' && installed.has(tag))
  return offered.length === 0 ? null : <PackChoice offered={offered} onChosen={onChosen} />
}

interface PackChoiceProps {
  readonly offered: typeof spokenLanguages
  readonly onChosen: (() => void) | undefined
}

/** Apart, so that a device without packs loads none of its words. */
function PackChoice({ offered, onChosen }: PackChoiceProps) {
  const { t, i18n } = useTranslation('listen')
  const chosen = useSyncExternalStore(subscribePackLanguage, readPackLanguage)
  return (
    <fieldset className={`${styles.packs} no-print`}>
      <legend className="visually-hidden">{t('languages')}</legend>
      {offered.map(({ tag, name }) => (
        <PackButton
          key={tag}
          tag={tag}
          name={name.vi}
          isChosen={chosen === tag}
          onChoose={() => {
            rememberLanguage(startLanguage)
            rememberPackLanguage(tag)
            void i18n.changeLanguage(startLanguage)
            onChosen?.()
          }}
        />
      ))}
    </fieldset>
  )
}

interface PackButtonProps {
  readonly tag: string
  readonly name: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** By the name that its speakers have written for it, otherwise by the Vietnamese one. */
function PackButton({ tag, name, isChosen, onChoose }: PackButtonProps) {
  const [own, setOwn] = useState<string>()
  useEffect(() => {
    let isOver = false
    void translationsOf(tag).then((texts) => {
      if (!isOver) setOwn(texts.get(name))
    })
    return () => {
      isOver = true
    }
  }, [tag, name])
  return (
    <button
      type="button"
      translate="no"
      aria-pressed={isChosen}
      lang={own === undefined ? 'vi' : tag}
      onClick={onChoose}
    >
      {own ?? name}
    </button>
  )
}

async function translationsOf(language: string): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await installedTexts(language)).flatMap(({ source, translation }) =>
      translation === null ? [] : [[source, translation] as const],
    ),
  )
}
