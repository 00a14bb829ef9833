declare module 'virtual:catalogue/index' {
  const summaries: import('./schema.ts').ProcedureSummary[]
  export default summaries
}
declare module 'virtual:catalogue/details' {
  const procedures: Readonly<Record<string, import('./schema.ts').Procedure>>
  export default procedures
}
declare module 'virtual:catalogue/forms' {
  const forms: Readonly<Record<string, import('../domain/form/definition.ts').FormDefinition>>
  export default forms
}
