app_name = "you_said"
urlpatterns = []
