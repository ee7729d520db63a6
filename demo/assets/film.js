/**
 * Lets the ferry cross. The picture stands in for a real player: what matters is whether the feature shows it. Behind a wall
 * the film is not in the document, so its button is listened to from there.
 */
export function startFilm() {
  document.addEventListener('click', ({ target }) => {
    const film = target.closest('[data-film-play]')?.closest('[data-film]');
    if (!film) return;
    film.classList.remove('film__frame--playing');
    // Reading a size makes the browser notice the removal, so that the crossing starts again.
    void film.offsetWidth;
    film.classList.add('film__frame--playing');
  });
}
