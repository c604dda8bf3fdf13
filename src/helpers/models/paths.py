"""What a method says of the next steps."""

from dataclasses import dataclass

import numpy as np

LEVELS = (0.80, 0.95)


@dataclass(frozen=True)
class Path:
    """What a method says of the next steps: points, and the bounds of its intervals where it has any.

    Attributes
    ----------
    point
        A value a step.
    bounds
        Lower and upper bounds by level (0.80, 0.95); empty for a method that gives points only.
    """

    point: np.ndarray
    bounds: dict[float, tuple[np.ndarray, np.ndarray]]
