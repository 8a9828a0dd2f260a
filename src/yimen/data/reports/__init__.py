"""Monthly reports with their versions, answers and history, registers of tasks, templates of counties."""
