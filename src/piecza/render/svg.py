"""Parts of pictures as SVG. Coordinates are whole hundredths of a unit; the same figures give the same text."""

from piecza.render.html import escaped


def opening(name: str, title: str, said: str, width: int, height: int) -> list[str]:
    """The beginning of a picture, with its title and what it shows in words for whoever does not see it."""
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-said" '
        f'viewBox="0 0 {width} {height}" font-size="12">',
        f'<title id="{name}-title">{escaped(title)}</title>',
        f'<desc id="{name}-said">{escaped(said)}</desc>',
    ]


def hatching(name: str) -> str:
    """The definition of a hatching that other parts of the picture fill themselves with."""
    return (
        f'<defs><pattern id="{name}-lines" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>'
        '<line x1="0" y1="0" x2="0" y2="5" stroke="#000" stroke-width="3"/></pattern></defs>'
    )


def hundredths(number: int) -> str:
    """A coordinate that is given in hundredths of a unit."""
    whole, rest = divmod(number, 100)
    return f"{whole}.{rest:02d}"
