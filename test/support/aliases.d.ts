// Second versions are installed under an alias; they are typed as the first ones.
declare module 'express4' {
  export { default } from 'express';
}
declare module 'koa2' {
  export { default } from 'koa';
}
