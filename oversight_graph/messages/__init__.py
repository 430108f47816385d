"""Everything that the program says, once, in Chinese and English: one module for each room, looked up by code."""

from oversight_graph.messages.language import Language, in_language, language
from oversight_graph.messages.message import Message, Text, Words, message, text, words

__all__ = ["Language", "Message", "Text", "Words", "in_language", "language", "message", "text", "words"]
