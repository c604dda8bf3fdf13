"""A question about what was typed, with the answer that it most likely has."""

from helpers.text.language import _
from helpers.text.messages import InputError


class UnsettledError(InputError):
    """What was typed is not taken as it stands; the message says why, and what would be taken.

    Attributes
    ----------
    why
        Why it is not taken.
    offer
        What was most likely meant, to be confirmed.
    caveat
        The caveat that it then wants; empty where it wants none.
    """

    def __init__(self, why: str, offer: str, caveat: str = "") -> None:
        self.why, self.offer, self.caveat = why, offer, caveat
        words = _('%(why)s; write "%(offer)s" if that is meant')
        if caveat:
            words = _('%(why)s; write "%(offer)s" with the caveat %(caveat)s if that is meant')
        super().__init__(words % {"why": why, "offer": offer, "caveat": caveat})
