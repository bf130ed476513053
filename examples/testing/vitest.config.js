// Of its own: Vitest would take the one of the repository.
export default {};
