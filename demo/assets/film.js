/** Lets the ferry cross. The picture stands in for a real player: what matters is whether the feature shows it. */
export function startFilm() {
  const film = document.querySelector('[data-film]');
  const play = film.querySelector('[data-film-play]');

  play.addEventListener('click', () => {
    film.classList.remove('film__frame--playing');
    // Reading a size makes the browser notice the removal, so that the crossing begins anew.
    void film.offsetWidth;
    film.classList.add('film__frame--playing');
  });
}
